import Contracts
import Ledger
import Telemetry

/// What a phase counts of its work.
struct PhaseMetrics: Sendable {
  let phase: Phase

  /// Makes every series that is known beforehand stand at 0, so that rates work from the first event on.
  func begin(tables: [TableName]) {
    Metric.retries.add(0, [phase.rawValue])
    for kind in ["refused", "failed"] { Metric.deadLetters.add(0, [phase.rawValue, kind]) }
    for outcome in Outcome.allCases {
      for origin in RunMode.allCases {
        Metric.datesSettled.add(0, [phase.rawValue, outcome.rawValue, origin.rawValue])
      }
      for table in tables { Metric.cellsSettled.add(0, [phase.rawValue, table.text, outcome.rawValue]) }
    }
    for table in tables { Metric.rowsWritten.add(0, [phase.rawValue, table.text]) }
  }

  /// A completion was published.
  func settled(_ completion: PhaseCompleted) {
    Metric.datesSettled.add(1, [phase.rawValue, completion.status.rawValue, completion.request.mode.rawValue])
    if completion.status == .failed { Metric.deadLetters.add(1, [phase.rawValue, "failed"]) }
    // A cell that was settled already takes no time and changes nothing; it was not worked on.
    for cell in completion.tables where cell.changed || cell.durationMS > 0 || cell.status == .failed {
      Metric.cellsSettled.add(1, [phase.rawValue, cell.table.text, cell.status.rawValue])
      Metric.cellDuration.observe(milliseconds: cell.durationMS, [phase.rawValue, cell.table.text])
      if cell.changed { Metric.rowsWritten.add(cell.rows, [phase.rawValue, cell.table.text]) }
    }
  }

  /// A date waits; with an attempt behind it, because it is tried again.
  func waits(_ date: WaitingDate) {
    if date.attempt > 0 { Metric.retries.add(1, [phase.rawValue]) }
  }

  /// A message was put aside unread.
  func refused() {
    Metric.deadLetters.add(1, [phase.rawValue, "refused"])
  }
}

import Contracts
import League
import Ledger

extension PhaseRunner {
  /// Holds computed partitions against the checks of their table, before anything is written.
  ///
  /// - Returns: what makes the rows poorer than promised; the cell is then degraded.
  /// - Throws: ``PipelineError/qualityBroken(table:reasons:)`` when a promise is broken without which the rows must not
  ///   be written.
  func judge(_ partitions: [GameDate: any ComputedPartition], of table: AnyTable) throws -> [String] {
    guard let checks = table.checks else { return [] }
    var shortcomings: [String] = []
    var refusals: [String] = []
    for (date, partition) in partitions.sorted(by: { $0.key < $1.key }) {
      var tally = checks
      try partition.count(into: &tally)
      let games = evaluator.mirror[CellKey(GridMirror.calendar, date)]?.rows
      for finding in tally.findings(games: games) where finding.verdict == .broken {
        let text = table.info.grain == .season ? "\(date): \(finding.text)" : finding.text
        switch finding.check.consequence {
        case .degrade: shortcomings.append(text)
        case .fail: refusals.append(text)
        }
      }
    }
    guard refusals.isEmpty else {
      throw PipelineError.qualityBroken(table: table.info.name.text, reasons: refusals)
    }
    return shortcomings
  }
}

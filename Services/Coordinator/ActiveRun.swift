import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Runtime

/// A run at work, in memory.
struct ActiveRun: Sendable {
  var record: RunRecord
  let request: RunRequest
  let startedAt: Date
  var stage: StageProgress?
  var stageName = "reading schedules"
  /// Later dates that were sent again because something they read changed.
  var reached: Set<GameDate> = []
  /// Settled cells that a change may have made stale, of phases that come after the stage at work.
  var beyond: Set<CellKey> = []
  var gates: [GateResult] = []
  /// All its dates, once it is planned.
  var dates: [GameDate] = []
  /// Dates of stages that have not begun.
  var ahead: Set<GameDate> = []
  /// What is said of a pause or the end of it that an operator asked for.
  var note: String?
  /// When its cancelling began.
  var cancelledAt: Date?
  private var closed = (planned: 0, done: 0, failed: 0)
  /// What is to be said of dates, from all stages so far.
  private(set) var reasons: [GameDate: String] = [:]
  /// What the run's loop waits on.
  let alarm: Alarm

  init(record: RunRecord, request: RunRequest, clock: any WallClock) {
    self.record = record
    self.request = request
    startedAt = clock.now
    alarm = Alarm(clock: clock)
  }

  /// Counts the current stage as over.
  mutating func closeStage() {
    guard let stage else { return }
    closed.planned += stage.planned
    closed.done += stage.done
    closed.failed += stage.failed
    reasons.merge(stage.reasons) { _, new in new }
    self.stage = nil
  }

  func status(now: Date) -> RunStatus {
    let done = closed.done + (stage?.done ?? 0)
    let planned = max(record.planned * Stage.count(for: request), closed.planned + (stage?.planned ?? 0))
    let seconds = now.timeIntervalSince(startedAt)
    let rate = seconds > 0 ? Double(done) / seconds : 0
    return RunStatus(
      run: record, stage: stageName, planned: planned, done: done, failed: closed.failed + (stage?.failed ?? 0),
      inFlight: stage?.inFlight.count ?? 0, perSecond: rate, secondsLeft: rate > 0 ? Double(planned - done) / rate : nil
    )
  }
}

/// What one stage of a run does.
struct Stage: Sendable {
  var name: String
  var from: Phase
  var through: Phase
  var dates: [GameDate]

  /// One stage for a cascade; one for each season and phase when staged, but for phases of which one feeds the other back.
  static func list(for request: RunRequest, dates: [GameDate], mirror: inout GridMirror) -> [Stage] {
    let last = request.skipDownstream ? request.from : request.through
    guard request.strategy == .staged else {
      return [Stage(name: "", from: request.from, through: last, dates: dates)]
    }
    var stages: [Stage] = []
    for (season, dates) in Dictionary(grouping: dates, by: { Season(nominal: $0) }).sorted(by: { $0.key < $1.key }) {
      for phases in phasesByStage(of: request) {
        let name = phases.map(\.rawValue).joined(separator: "+")
        stages.append(
          Stage(name: "\(season) \(name)", from: phases[0], through: phases[phases.count - 1], dates: dates))
      }
    }
    return stages
  }

  /// How often each date goes out.
  static func count(for request: RunRequest) -> Int {
    request.strategy == .staged ? phasesByStage(of: request).count : 1
  }

  private static func phasesByStage(of request: RunRequest) -> [[Phase]] {
    var stages: [[Phase]] = []
    for phase in request.phases {
      if let last = stages.last?.last, last.feedback == phase {
        stages[stages.count - 1].append(phase)
      } else {
        stages.append([phase])
      }
    }
    return stages
  }
}

extension RunRequest {
  /// Why it was asked for and what it puts aside, for the audit; nil when nothing was said.
  var auditReason: String? {
    let parts = [
      reason, noGatesReason.map { "gates off: \($0)" }, despite.map { "broken base put up with: \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// The cells that a stage settles on a date.
  func cells(on date: GameDate, in stage: StageProgress, catalog: [TableInfo]) -> [CellKey] {
    catalog.filter { table in
      table.grain == .gameDate && table.phase >= stage.from && table.phase <= stage.through
        && (tables?.contains(table.name) ?? true)
    }.map { CellKey($0.name, date) }
  }
}

extension JSONEncoder {
  /// Keys in alphabetical order, so that equal values give equal text.
  static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

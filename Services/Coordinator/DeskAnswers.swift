import Bus
import Contracts
import Foundation
import League
import Ledger
import Pipeline
import Reports

/// How everything stands, in one answer.
struct Overview: Encodable {
  var version: String
  var at: String
  /// Up to which change of the ledger this is current.
  var position: Int
  /// Cells by state, for each season and phase.
  var seasons: [StatusReport.Row]
  var waitingDates: Int
  var openDeadLetters: Int
  var runsAtWork: [RunStatus]
  /// The gates of the newest run that asked any; nil when none did.
  var gates: GatesOfRun?
}

/// What the gates of a run found.
struct GatesOfRun: Encodable {
  var runID: String
  var at: String
  var results: [GateResult]

  init?(newestOf runs: [RunRecord]) {
    guard let run = runs.first(where: { !RunText.gates(of: $0).isEmpty }) else { return nil }
    (runID, at, results) = (run.runID, run.updatedAt, RunText.gates(of: run))
  }
}

/// What is new since a position of the ledger.
struct DeskUpdate: Encodable {
  var overview: Overview
  var days: [Day]

  /// A phase on a date that has a cell that changed.
  struct Day: Encodable {
    var season: Season
    var date: GameDate
    var phase: Phase
    var state: CellState
    var cells: Int
    var settled: Int
    var rows: Int
    var expected: Int

    init(season: Season, date: GameDate, phase: Phase, _ day: CalendarReport.Day) {
      (self.season, self.date, self.phase) = (season, date, phase)
      (state, cells, settled, rows, expected) = (day.state, day.cells, day.settled, day.rows, day.expected)
    }
  }
}

/// Asks for what failed to be tried again.
struct RetryOrder: Codable {
  /// Only failures of this cause.
  var cause: String?
  /// Only on these dates.
  var dates: [GameDate]?
  /// Failures of a cell after which it is left alone.
  var maxAttempts: Int?
  var requestedBy: String
  var reason: String?
}

/// What came of a ``RetryOrder``.
struct RetryAnswer: Encodable {
  var plan: RetryPlan
  /// The run that tries; nil when nothing is left to try.
  var runID: String?
}

/// How far each consumer group is behind.
struct LagReport: Encodable {
  var groups: [Group]
  /// Why it is not known; nil when it is.
  var problem: String?

  struct Group: Encodable {
    var group: String
    var messages: Int
  }

  static let topics: [String: [String]] = {
    var topics = Dictionary(
      uniqueKeysWithValues: Phase.allCases.map { ("backcourt.\($0.rawValue)", Topic.inputs(of: $0).map(\.name)) })
    topics["backcourt.coordinator"] = Phase.allCases.map { Topic.complete($0).name }
    return topics
  }()

  static func make(_ bus: any Bus) async -> LagReport {
    guard let bus = bus as? any LagReporting else { return LagReport(groups: [], problem: "this bus does not tell") }
    do {
      let lag = try await bus.lag(of: topics)
      return LagReport(groups: lag.sorted { $0.key < $1.key }.map { Group(group: $0.key, messages: $0.value) })
    } catch {
      return LagReport(groups: [], problem: "\(error)")
    }
  }
}

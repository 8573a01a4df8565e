import Contracts
import League
import Pipeline
import Warehouse

/// The graded calls of the published system: the history that bets and players' documents stand on. Voids are left out.
struct PublishedTrackRecord: Table {
  static let name: TableName = "published_track_record"
  let version = 2
  let purpose = "The graded calls of the published system: the history that bets and players' documents stand on."
  /// The system whose calls are published.
  var system = PublishedSystem.primary

  typealias Row = TrackedCall.Call

  let grades = SameDate<GradedPrediction>()
  var inputs: [any Input] { [grades] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let grades = try view[grades].filter { $0.system == system && !$0.isVoid }
    guard !grades.isEmpty else { return .empty("no prediction of \(system) was graded for this date") }
    return Partition(grades.map(Row.init), expected: grades.count)
  }
}

extension TrackedCall.Call: Record {
  /// The call of a grade.
  init(_ grade: GradedPrediction) {
    self.init(
      gameID: grade.gameID, playerID: grade.playerID, recommendation: grade.recommendation,
      confidence: grade.confidence, line: grade.line, actual: grade.actual ?? 0,
      absoluteError: grade.absoluteError ?? 0, signedError: grade.signedError ?? 0, isCorrect: grade.isCorrect)
  }

  var isBet: Bool { recommendation == .over || recommendation == .under }
}

import League
import Warehouse

/// A graded call of the published system.
struct TrackedCall: HistoryProjection {
  static let table = "published_track_record"
  var gameDate = GameDate(dayNumber: 0)
  var call = Call()
  var entity: Int { call.playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try call.columns(&c)
  }

  /// The call itself; a void is none.
  struct Call: Hashable, Sendable {
    var gameID = ""
    var playerID = 0
    var recommendation = Recommendation.noLine
    var confidence = 0.0
    var line: Double?
    var actual = 0
    var absoluteError = 0.0
    var signedError = 0.0
    var isCorrect: Bool?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &playerID, "NBA person id")
      try c.key("game_id", &gameID, "NBA game id, ten digits")
      try c.column("recommendation", &recommendation, "OVER, UNDER, PASS or NO_LINE")
      try c.column("confidence_score", &confidence, scale: 3, in: 0...1, "The system's own score; raw")
      try c.column("line_value", &line, scale: 1, in: 0.5...100, "The line; null without one")
      try c.column("actual_points", &actual, in: 0...100, "Points scored")
      try c.column("absolute_error", &absoluteError, scale: 2, in: 0...100, "Size of the error")
      try c.column("signed_error", &signedError, scale: 2, in: -100...100, "Predicted less actual")
      try c.column("prediction_correct", &isCorrect, "Whether the side taken won; null for a push, PASS and NO_LINE")
    }
  }
}

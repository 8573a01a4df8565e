import League
import Warehouse

/// A prediction beside what came of it.
struct GradedPrediction: Projection {
  static let table = "prediction_accuracy"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var system = ""
  var playerLookup = ""
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var isHome = false
  var predicted = 0.0
  var confidence = 0.0
  var recommendation = Recommendation.noLine
  var line: Double?
  var actual: Int?
  var minutes: Double?
  var absoluteError: Double?
  var signedError: Double?
  var isWithin3: Bool?
  var isWithin5: Bool?
  var isCorrect: Bool?
  var isVoid = false
  var voidReason: String?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("system_id", &system, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("home_game", &isHome, "")
    try c.column("predicted_points", &predicted, "")
    try c.column("confidence_score", &confidence, "")
    try c.column("recommendation", &recommendation, "")
    try c.column("line_value", &line, "")
    try c.column("actual_points", &actual, "")
    try c.column("minutes_played", &minutes, "")
    try c.column("absolute_error", &absoluteError, "")
    try c.column("signed_error", &signedError, "")
    try c.column("within_3_points", &isWithin3, "")
    try c.column("within_5_points", &isWithin5, "")
    try c.column("prediction_correct", &isCorrect, "")
    try c.column("is_voided", &isVoid, "")
    try c.column("void_reason", &voidReason, "")
  }

  var verdict: Verdict {
    if isVoid { return .void }
    switch recommendation {
    case .pass: return .pass
    case .noLine: return .noLine
    case .over, .under: return isCorrect.map { $0 ? .win : .loss } ?? .push
    }
  }
}

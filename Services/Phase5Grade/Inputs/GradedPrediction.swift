import League
import Warehouse

/// A prediction beside what came of it, looked up by its system.
struct GradedPrediction: HistoryProjection {
  static let table = "prediction_accuracy"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var system = ""
  var playerLookup = ""
  var isHome = false
  var tier = ScoringTier.bench
  var confidence = 0.0
  var recommendation = Recommendation.noLine
  var line: Double?
  var seasonAverage: Double?
  var last10Average: Double?
  var actual: Int?
  var signedError: Double?
  var isCorrect: Bool?
  var isVoid = false
  var entity: String { system }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("system_id", &system, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("home_game", &isHome, "")
    try c.column("scoring_tier", &tier, "")
    try c.column("confidence_score", &confidence, "")
    try c.column("recommendation", &recommendation, "")
    try c.column("line_value", &line, "")
    try c.column("season_average", &seasonAverage, "")
    try c.column("last_10_average", &last10Average, "")
    try c.column("actual_points", &actual, "")
    try c.column("signed_error", &signedError, "")
    try c.column("prediction_correct", &isCorrect, "")
    try c.column("is_voided", &isVoid, "")
  }

  /// A player in a game: what the predictions of several systems have in common.
  struct Subject: Hashable {
    var gameID: String
    var playerID: Int
  }

  /// What another number would have been off by, + is too high; nil for a void, or without the number.
  func signedError(of number: Double?) -> Double? {
    guard !isVoid, let number, let actual else { return nil }
    return number - Double(actual)
  }
}

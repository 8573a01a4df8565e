import League
import Warehouse

/// What a system said of a player before an earlier game.
struct PastPrediction: HistoryProjection {
  static let table = "player_prop_predictions"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var system = PredictionSystem.movingAverage
  var points = 0.0
  var line: Double?
  var spread: Double?
  var deviation: Double?
  var quality = 0.0
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("system_id", &system, "")
    try c.column("predicted_points", &points, "")
    try c.column("current_points_line", &line, "")
    try c.column("prediction_variance", &spread, "")
    try c.column("points_std_last_10", &deviation, "")
    try c.column("feature_quality_score", &quality, "")
  }
}

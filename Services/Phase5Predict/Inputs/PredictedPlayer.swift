import League
import Warehouse

/// That a system has predicted a player on the date.
struct PredictedPlayer: Projection {
  static let table = "player_prop_predictions"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var system = PredictionSystem.movingAverage

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("system_id", &system, "")
  }
}

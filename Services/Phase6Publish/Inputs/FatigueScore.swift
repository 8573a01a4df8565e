import League
import Warehouse

/// How fresh a player comes to his game.
struct FatigueScore: Projection {
  static let table = "player_composite_factors"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  /// 100 is fresh.
  var score = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("fatigue_score", &score, "")
  }
}

import League
import Warehouse

/// What a player did in his game.
struct BoxScoreLine: Projection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var points: Int?
  var minutes: Double?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("points", &points, "")
    try c.column("minutes_played", &minutes, "")
  }

  /// Whether he was on the floor: minutes, or points where minutes are not known. Minutes without points are a game.
  var hasPlayed: Bool { (minutes ?? 0) > 0 || (points ?? 0) > 0 }
}

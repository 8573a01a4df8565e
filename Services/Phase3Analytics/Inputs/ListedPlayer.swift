import League
import Warehouse

/// A player listed in a box score, and nothing of what he did in the game.
struct ListedPlayer: Projection {
  static let table = "raw_player_box"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var playerLookup = ""
  var playerName = ""
  var team = TeamCode.atl

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_name", &playerName, "")
    try c.column("team", &team, "")
  }
}

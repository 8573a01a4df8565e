import League
import Warehouse

/// A player as a box score names him.
struct PlayerInBox: Projection {
  static let table = "raw_player_box"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var playerLookup = ""
  var playerName = ""
  var team = TeamCode.atl
  var source = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_name", &playerName, "")
    try c.column("team", &team, "")
    try c.column("source", &source, "")
  }
}

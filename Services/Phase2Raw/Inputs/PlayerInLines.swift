import League
import Warehouse

/// A player as a book names him.
struct PlayerInLines: Projection {
  static let table = "raw_prop_lines"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID: Int?
  var playerLookup = ""
  var playerName = ""
  var source = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_name", &playerName, "")
    try c.column("source", &source, "")
  }
}

import League
import Warehouse

/// A player of the season's registry.
struct RegisteredPlayer: Projection {
  static let table = "player_registry"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var team = ""
  var playerLookup = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("team", &team, "")
    try c.column("player_lookup", &playerLookup, "")
  }
}

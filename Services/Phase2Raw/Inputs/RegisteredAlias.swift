import League
import Warehouse

/// Another name of a player of the season.
struct RegisteredAlias: Projection {
  static let table = "player_alias"
  var gameDate = GameDate(dayNumber: 0)
  var aliasLookup = ""
  var playerID = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("alias_lookup", &aliasLookup, "")
    try c.column("player_id", &playerID, "")
  }
}

import League
import Warehouse

/// A player as news of injuries names him.
struct PlayerInNews: Projection {
  static let table = "raw_injury_reports"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var playerLookup = ""
  var otherLookup: String?
  var playerName = ""
  var gameID: String?
  var source = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team", &team, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("other_lookup", &otherLookup, "")
    try c.column("player_name", &playerName, "")
    try c.column("game_id", &gameID, "")
    try c.column("source", &source, "")
  }
}

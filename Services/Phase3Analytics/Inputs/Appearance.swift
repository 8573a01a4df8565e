import League
import Warehouse

/// A player listed for a team in an earlier game, looked up by the team.
struct Appearance: HistoryProjection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var playerLookup = ""
  var playerName = ""
  var team = TeamCode.atl
  var isActive = false
  var isStarter: Bool?
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_full_name", &playerName, "")
    try c.column("team_abbr", &team, "")
    try c.column("is_active", &isActive, "")
    try c.column("starter_flag", &isStarter, "")
  }
}

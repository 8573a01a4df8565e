import League
import Warehouse

/// A player's earlier game.
struct PlayedGame: BoxedGame {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var team = TeamCode.atl
  var countsForAverages = true
  var isActive = false
  var minutes: Double?
  var points: Int?
  var freeThrowsMade: Int?
  var fieldGoalsMade: Int?
  var assistedMakes: Int?
  var usage: Double?
  var trueShooting: Double?
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("is_active", &isActive, "")
    try c.column("minutes_played", &minutes, "")
    try c.column("points", &points, "")
    try c.column("ft_makes", &freeThrowsMade, "")
    try c.column("fg_makes", &fieldGoalsMade, "")
    try c.column("assisted_fg_makes", &assistedMakes, "")
    try c.column("usage_rate", &usage, "")
    try c.column("ts_pct", &trueShooting, "")
  }
}

import League
import Warehouse

/// A player's earlier game.
struct PlayedGame: HistoryProjection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var team = TeamCode.atl
  var countsForAverages = true
  var isActive = false
  var minutes: Double?
  var points: Int?
  var fieldGoalsAttempted: Int?
  var fieldGoalsMade: Int?
  var usage: Double?
  var fourthQuarterMinutes: Double?
  var fourthQuarterPoints: Int?
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("is_active", &isActive, "")
    try c.column("minutes_played", &minutes, "")
    try c.column("points", &points, "")
    try c.column("fg_attempts", &fieldGoalsAttempted, "")
    try c.column("fg_makes", &fieldGoalsMade, "")
    try c.column("usage_rate", &usage, "")
    try c.column("fourth_quarter_minutes", &fourthQuarterMinutes, "")
    try c.column("fourth_quarter_points", &fourthQuarterPoints, "")
  }
}

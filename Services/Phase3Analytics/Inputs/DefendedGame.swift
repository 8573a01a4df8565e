import League
import Warehouse

/// What a team allowed in an earlier game.
struct DefendedGame: HistoryProjection {
  static let table = "team_defense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var countsForAverages = true
  var fieldGoalsAttempted: Int?
  var freeThrowsAttempted: Int?
  var defensiveRating: Double?
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("defending_team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("opp_fg_attempts", &fieldGoalsAttempted, "")
    try c.column("opp_ft_attempts", &freeThrowsAttempted, "")
    try c.column("defensive_rating", &defensiveRating, "")
  }
}

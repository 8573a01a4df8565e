import League
import Warehouse

/// Points that a team allowed in an earlier game.
struct TeamConcession: HistoryProjection {
  static let table = "team_defense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var countsForAverages = true
  var points = 0
  var defensiveRating: Double?
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("defending_team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("points_allowed", &points, "")
    try c.column("defensive_rating", &defensiveRating, "")
  }
}

import League
import Warehouse

/// Points that a team scored in an earlier game.
struct TeamScore: HistoryProjection {
  static let table = "team_offense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var countsForAverages = true
  var points = 0
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("points_scored", &points, "")
  }
}

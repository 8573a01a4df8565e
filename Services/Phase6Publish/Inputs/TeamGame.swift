import League
import Warehouse

/// A team's game.
struct TeamGame: HistoryProjection {
  static let table = "team_offense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var type = GameType.regularSeason
  var countsForAverages = true
  var isHome = false
  var points = 0
  var pace: Double?
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("game_type", &type, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("home_game", &isHome, "")
    try c.column("points_scored", &points, "")
    try c.column("pace", &pace, "")
  }
}

import League
import Warehouse

/// A team's earlier game.
struct TeamGame: HistoryProjection {
  static let table = "team_offense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var countsForAverages = true
  var pace: Double?
  var offensiveRating: Double?
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("pace", &pace, "")
    try c.column("offensive_rating", &offensiveRating, "")
  }
}

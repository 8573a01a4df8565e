import League
import Warehouse

/// A team's game from its defence's side.
struct DefendedGame: HistoryProjection {
  static let table = "team_defense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var countsForAverages = true
  var pointsAllowed = 0
  var rating: Double?
  var paintMakes: Int?
  var paintAttempts: Int?
  var threesMade: Int?
  var threesAttempted: Int?
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("defending_team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("points_allowed", &pointsAllowed, "")
    try c.column("defensive_rating", &rating, "")
    try c.column("opp_paint_makes", &paintMakes, "")
    try c.column("opp_paint_attempts", &paintAttempts, "")
    try c.column("opp_three_pt_makes", &threesMade, "")
    try c.column("opp_three_pt_attempts", &threesAttempted, "")
  }
}

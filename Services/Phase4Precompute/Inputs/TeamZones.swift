import League
import Warehouse

/// How a team defends by zone.
struct TeamZones: Projection {
  static let table = "team_defense_zone_analysis"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var paint: Double?
  var midRange: Double?
  var three: Double?
  var defensiveRating: Double?
  var pace: Double?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("paint_defense_vs_league_avg", &paint, "")
    try c.column("mid_range_defense_vs_league_avg", &midRange, "")
    try c.column("three_pt_defense_vs_league_avg", &three, "")
    try c.column("defensive_rating_last_15", &defensiveRating, "")
    try c.column("opponent_pace", &pace, "")
  }
}

import League
import Warehouse

/// What a team's defence allows by zone, as of the date.
struct ZoneDefense: Projection {
  static let table = "team_defense_zone_analysis"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  /// Percentage points over the league's share of makes; positive is worse.
  var paint: Double?
  var perimeter: Double?
  var rating: Double?
  var pace: Double?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("paint_defense_vs_league_avg", &paint, "")
    try c.column("three_pt_defense_vs_league_avg", &perimeter, "")
    try c.column("defensive_rating_last_15", &rating, "")
    try c.column("opponent_pace", &pace, "")
  }
}

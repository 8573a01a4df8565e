import League
import Warehouse

/// How a team defends: points per 100 possessions, and each zone against the league.
struct DefenseByZone: Projection {
  static let table = "team_defense_zone_analysis"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var rating: Double?
  var paintAllowed: Double?
  var midRangeAllowed: Double?
  var threeAllowed: Double?
  /// Percentage points over the league; above zero is worse than the league.
  var paintOverLeague: Double?
  var midRangeOverLeague: Double?
  var threeOverLeague: Double?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("defensive_rating_last_15", &rating, "")
    try c.column("paint_pct_allowed_last_15", &paintAllowed, "")
    try c.column("mid_range_pct_allowed_last_15", &midRangeAllowed, "")
    try c.column("three_pt_pct_allowed_last_15", &threeAllowed, "")
    try c.column("paint_defense_vs_league_avg", &paintOverLeague, "")
    try c.column("mid_range_defense_vs_league_avg", &midRangeOverLeague, "")
    try c.column("three_pt_defense_vs_league_avg", &threeOverLeague, "")
  }

  /// What it allows in each zone against the league, as a share of the league: 0.05 is five percent more.
  var relative: ZoneValues {
    ZoneValues(
      paint: Self.relative(paintAllowed, paintOverLeague), midRange: Self.relative(midRangeAllowed, midRangeOverLeague),
      three: Self.relative(threeAllowed, threeOverLeague))
  }

  private static func relative(_ allowed: Double?, _ overLeague: Double?) -> Double? {
    guard let allowed, let overLeague else { return nil }
    let league = allowed - overLeague / 100
    return league > 0 ? (allowed - league) / league : nil
  }
}

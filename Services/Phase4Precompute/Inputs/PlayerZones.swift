import League
import Warehouse

/// Where a player takes his shots.
struct PlayerZones: Projection {
  static let table = "player_shot_zone_analysis"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var paintRate: Double?
  var midRangeRate: Double?
  var threeRate: Double?
  var primaryZone: ZoneName?
  var tier = ""
  var expectedGames = 0
  var actualGames = 0
  var missingGames = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("paint_rate_last_10", &paintRate, "")
    try c.column("mid_range_rate_last_10", &midRangeRate, "")
    try c.column("three_pt_rate_last_10", &threeRate, "")
    try c.column("primary_scoring_zone", &primaryZone, "")
    try c.column("data_quality_tier", &tier, "")
    try c.column("expected_games_count", &expectedGames, "")
    try c.column("actual_games_count", &actualGames, "")
    try c.column("missing_games_count", &missingGames, "")
  }
}

import League
import Warehouse

/// A player's averages before the date.
struct DailyCache: Projection {
  static let table = "player_daily_cache"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var pointsLast5: Double?
  var pointsLast10: Double?
  var pointsSeason: Double?
  var pointsDeviation: Double?
  var gamesInLast7Days = 0
  var minutesLast10: Double?
  var minutesSeason: Double?
  var teamPace: Double?
  var teamOffensiveRating: Double?
  var expectedGames = 0
  var actualGames = 0
  var missingGames = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("points_avg_last_5", &pointsLast5, "")
    try c.column("points_avg_last_10", &pointsLast10, "")
    try c.column("points_avg_season", &pointsSeason, "")
    try c.column("points_std_last_10", &pointsDeviation, "")
    try c.column("games_in_last_7_days", &gamesInLast7Days, "")
    try c.column("minutes_avg_last_10", &minutesLast10, "")
    try c.column("minutes_avg_season", &minutesSeason, "")
    try c.column("team_pace_last_10", &teamPace, "")
    try c.column("team_off_rating_last_10", &teamOffensiveRating, "")
    try c.column("expected_games_count", &expectedGames, "")
    try c.column("actual_games_count", &actualGames, "")
    try c.column("missing_games_count", &missingGames, "")
  }
}

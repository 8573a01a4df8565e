import League
import Warehouse

/// What a player's context takes from those of the two teams.
struct TeamContext: Projection {
  static let table = "upcoming_team_game_context"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var gameID = ""
  var season = Season(startYear: 0)
  var gameType = GameType.regularSeason
  var isHome = false
  var daysSinceLastGame: Int?
  var daysRest: Int?
  var spread: Double?
  var openingSpread: Double?
  var spreadMovement: Double?
  var total: Double?
  var openingTotal: Double?
  var totalMovement: Double?
  var travelMiles: Int?
  var timeZoneChanges: Int?
  var consecutiveRoadGames = 0
  var milesInLast14Days: Int?
  var timeZonesInLast14Days: Int?
  var pace: Double?
  var defensiveRating: Double?
  var freeThrowRateAllowed: Double?
  var spreadSource: String?
  var totalSource: String?
  var startTimeLocal: String?
  var isEarlySeason = false
  var isSeasonBoundary = false
  var nextGameDaysRest: Int?
  var gamesInNext7Days: Int?
  var nextOpponentWinShare: Double?
  var isNextGamePrimetime: Bool?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("game_id", &gameID, "")
    try c.column("season", &season, "")
    try c.column("game_type", &gameType, "")
    try c.column("home_game", &isHome, "")
    try c.column("days_since_last_game", &daysSinceLastGame, "")
    try c.column("team_days_rest", &daysRest, "")
    try c.column("game_spread", &spread, "")
    try c.column("opening_spread", &openingSpread, "")
    try c.column("spread_movement", &spreadMovement, "")
    try c.column("game_total", &total, "")
    try c.column("opening_total", &openingTotal, "")
    try c.column("total_movement", &totalMovement, "")
    try c.column("travel_miles", &travelMiles, "")
    try c.column("time_zone_changes", &timeZoneChanges, "")
    try c.column("consecutive_road_games", &consecutiveRoadGames, "")
    try c.column("miles_traveled_last_14_days", &milesInLast14Days, "")
    try c.column("time_zones_crossed_last_14_days", &timeZonesInLast14Days, "")
    try c.column("pace_last_10", &pace, "")
    try c.column("defensive_rating_last_10", &defensiveRating, "")
    try c.column("ft_rate_allowed_last_10", &freeThrowRateAllowed, "")
    try c.column("game_spread_source", &spreadSource, "")
    try c.column("game_total_source", &totalSource, "")
    try c.column("game_start_time_local", &startTimeLocal, "")
    try c.column("early_season_flag", &isEarlySeason, "")
    try c.column("season_boundary_detected", &isSeasonBoundary, "")
    try c.column("next_game_days_rest", &nextGameDaysRest, "")
    try c.column("games_in_next_7_days", &gamesInNext7Days, "")
    try c.column("next_opponent_win_pct", &nextOpponentWinShare, "")
    try c.column("next_game_is_primetime", &isNextGamePrimetime, "")
  }
}

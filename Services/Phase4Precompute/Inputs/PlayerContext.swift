import League
import Warehouse

/// A player's situation before the tip-off.
struct PlayerContext: Projection {
  static let table = "upcoming_player_game_context"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var playerLookup = ""
  var playerName = ""
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var gameID = ""
  var gameType = GameType.regularSeason
  var isHome = false
  var pointsLine: Double?
  var openingLine: Double?
  var isBackToBack = false
  var daysRest: Int?
  var opponentDaysRest: Int?
  var gamesInLast7Days = 0
  var gamesInLast14Days = 0
  var minutesInLast7Days = 0.0
  var minutesInLast14Days = 0.0
  var minutesPerGameInLast7Days: Double?
  var backToBacksInLast14Days = 0
  var fourthQuarterMinutesInLast7Days: Double?
  var age: Int?
  var gamesOfLast10 = 0
  var usageLast7: Double?
  var projectedUsage: Double?
  var paceDifferential: Double?
  var starTeammatesOut: Int?
  /// The last injury report before the tip-off; nil when none was collected.
  var availability: Availability?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_full_name", &playerName, "")
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("game_id", &gameID, "")
    try c.column("game_type", &gameType, "")
    try c.column("home_game", &isHome, "")
    try c.column("current_points_line", &pointsLine, "")
    try c.column("opening_points_line", &openingLine, "")
    try c.column("back_to_back", &isBackToBack, "")
    try c.column("days_rest", &daysRest, "")
    try c.column("opponent_days_rest", &opponentDaysRest, "")
    try c.column("games_in_last_7_days", &gamesInLast7Days, "")
    try c.column("games_in_last_14_days", &gamesInLast14Days, "")
    try c.column("minutes_in_last_7_days", &minutesInLast7Days, "")
    try c.column("minutes_in_last_14_days", &minutesInLast14Days, "")
    try c.column("avg_minutes_per_game_last_7", &minutesPerGameInLast7Days, "")
    try c.column("back_to_backs_last_14_days", &backToBacksInLast14Days, "")
    try c.column("fourth_quarter_minutes_last_7", &fourthQuarterMinutesInLast7Days, "")
    try c.column("player_age", &age, "")
    try c.column("l10_games_used", &gamesOfLast10, "")
    try c.column("avg_usage_rate_last_7_games", &usageLast7, "")
    try c.column("projected_usage_rate", &projectedUsage, "")
    try c.column("pace_differential", &paceDifferential, "")
    try c.column("star_teammates_out", &starTeammatesOut, "")
    try c.column("player_status", &availability, "")
  }

  /// Whether he has played the three games that a row of this phase stands on.
  var hasMinimumSample: Bool { gamesOfLast10 >= MinimumSample.games }
}

import League
import Warehouse

/// A player who was listed for a game before the tip-off.
struct ListedPlayer: Projection {
  static let table = "upcoming_player_game_context"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var playerLookup = ""
  var playerName = ""
  var gameID = ""
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var isHome = false
  var line: Double?
  var lineSource: String?
  /// Days without a game before this one, 0 on consecutive days; nil in the season's first.
  var daysRest: Int?
  var isBackToBack = false
  var gamesInLast7Days = 0
  var minutesInLast7Days = 0.0
  var opponentPace: Double?
  var opponentRating: Double?
  /// out, doubtful, questionable, probable or available; nil when nothing was collected.
  var status: String?
  /// What the report says; nil when he is available or not listed.
  var injury: String?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_full_name", &playerName, "")
    try c.column("game_id", &gameID, "")
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("home_game", &isHome, "")
    try c.column("current_points_line", &line, "")
    try c.column("points_line_source", &lineSource, "")
    try c.column("days_rest", &daysRest, "")
    try c.column("back_to_back", &isBackToBack, "")
    try c.column("games_in_last_7_days", &gamesInLast7Days, "")
    try c.column("minutes_in_last_7_days", &minutesInLast7Days, "")
    try c.column("opponent_pace_last_10", &opponentPace, "")
    try c.column("opponent_def_rating_last_10", &opponentRating, "")
    try c.column("player_status", &status, "")
    try c.column("injury_report", &injury, "")
  }
}

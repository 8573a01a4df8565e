import League
import Warehouse

/// A prediction as it was made before the game.
struct PointsPrediction: Projection {
  static let table = "player_prop_predictions"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var system = ""
  var playerLookup = ""
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var isHome = false
  var points = 0.0
  var confidence = 0.0
  var recommendation = Recommendation.noLine
  var line: Double?
  var hasLine = false
  var lineSource = ""
  var injury: InjuryStatus?
  var isInjuryFlagged = false
  var similarGames: Int?
  var origin = PredictionOrigin()

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("system_id", &system, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("home_game", &isHome, "")
    try c.column("predicted_points", &points, "")
    try c.column("confidence_score", &confidence, "")
    try c.column("recommendation", &recommendation, "")
    try c.column("current_points_line", &line, "")
    try c.column("has_prop_line", &hasLine, "")
    try c.column("line_source", &lineSource, "")
    try c.column("injury_status_at_prediction", &injury, "")
    try c.column("injury_flag_at_prediction", &isInjuryFlagged, "")
    try c.column("similar_games_count", &similarGames, "")
    try origin.columns(&c)
  }
}

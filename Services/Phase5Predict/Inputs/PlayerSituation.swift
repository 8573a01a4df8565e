import League
import Warehouse

/// A player before his game, as the systems are given him.
struct PlayerSituation: Projection {
  static let table = "prediction_features"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var playerLookup = ""
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var isHome = false
  var line: Double?
  var book: String?
  var injury: InjuryStatus?
  var injurySource: InjurySource?
  var injuryReason: String?
  var daysRest: Int?
  var minutesLast10: Double?
  var rules = RuleVector()
  var model = ModelVector()
  var digest = ""
  var storeVersion = ""
  var modelVersion = ""
  var quality = 0.0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("home_game", &isHome, "")
    try c.column("current_points_line", &line, "")
    try c.column("sportsbook", &book, "")
    try c.column("injury_status", &injury, "")
    try c.column("injury_status_source", &injurySource, "")
    try c.column("injury_reason", &injuryReason, "")
    try c.column("days_rest", &daysRest, "")
    try c.column("minutes_avg_last_10", &minutesLast10, "")
    try rules.columns(&c)
    try model.columns(&c)
    try c.column("features_digest", &digest, "")
    try c.column("feature_version", &storeVersion, "")
    try c.column("model_vector_version", &modelVersion, "")
    try c.column("feature_quality_score", &quality, "")
  }

  /// His situation, to be compared with that before his earlier games.
  var situation: GameSituation {
    GameSituation(
      opponentRating: rules.opponentRating, leagueRating: rules.leagueRating, daysRest: daysRest, isHome: isHome,
      last5: rules.pointsLast5, season: rules.pointsSeason)
  }

  /// Whether he will not play: the league's report says so, or a log of activations does and no book offers a line on him.
  /// Of players whom the log has out and who have a line, almost all play.
  var isRuledOut: Bool { injury == .out && (line == nil || injurySource != .transactionLog) }

  /// Why no system may predict him; nil when they may.
  var refusal: NoPrediction? {
    if isRuledOut { return .out }
    guard rules.pointsLast5 != nil, rules.pointsLast10 != nil, rules.pointsSeason != nil else { return .noAverages }
    return nil
  }
}

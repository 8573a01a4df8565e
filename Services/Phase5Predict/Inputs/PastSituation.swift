import League
import Warehouse

/// The situation of a player before an earlier game, as it was known then.
struct PastSituation: HistoryProjection {
  static let table = "prediction_features"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var opponentRating: Double?
  var leagueRating: Double?
  var daysRest: Int?
  var isHome = false
  var last5: Double?
  var season: Double?
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("opponent_def_rating", &opponentRating, "")
    try c.column("league_def_rating", &leagueRating, "")
    try c.column("days_rest", &daysRest, "")
    try c.column("home_game", &isHome, "")
    try c.column("points_avg_last_5", &last5, "")
    try c.column("points_avg_season", &season, "")
  }

  var situation: GameSituation {
    GameSituation(
      opponentRating: opponentRating, leagueRating: leagueRating, daysRest: daysRest, isHome: isHome, last5: last5,
      season: season)
  }
}

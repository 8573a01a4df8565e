import League
import Warehouse

/// How a player came to his game: his scoring in the season so far, and his rest.
struct PlayerFeatures: Projection {
  static let table = "ml_feature_store_v2"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  /// Points a game.
  var seasonAverage: Double?
  /// 1 when he played the day before.
  var backToBack: Double?
  /// Days between his last game and this one; nil in the season's first.
  var daysRest: Int?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("points_avg_season", &seasonAverage, "")
    try c.column("back_to_back", &backToBack, "")
    try c.column("days_rest", &daysRest, "")
  }

  var isBackToBack: Bool? { backToBack.map { $0 > 0.5 } }
  /// Two days of rest or more.
  var isRested: Bool? { daysRest.map { $0 >= 2 } }
}

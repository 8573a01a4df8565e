import League
import Warehouse

/// What is known of a player before his game: his averages, the plainest predictions there are.
struct PlayerStanding: Projection {
  static let table = "ml_feature_store_v2"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  private var storedLast10: Double?
  private var storedSeason: Double?
  private var sources = ""

  init() {}

  /// - Parameter sources: a letter for each feature in order; `d` is a stand-in for a value that is not known.
  init(
    gameID: String, playerID: Int, last10: Double?, season: Double?, sources: String = "444"
  ) {
    self.gameID = gameID
    self.playerID = playerID
    storedLast10 = last10
    storedSeason = season
    self.sources = sources
  }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("points_avg_last_10", &storedLast10, "")
    try c.column("points_avg_season", &storedSeason, "")
    try c.column("feature_sources", &sources, "")
  }

  /// Mean points of his last ten games; nil when nothing but a stand-in is there.
  var last10: Double? { isOwn(1) ? storedLast10 : nil }
  /// Mean points of his season; nil when nothing but a stand-in is there.
  var season: Double? { isOwn(2) ? storedSeason : nil }

  private func isOwn(_ feature: Int) -> Bool {
    sources.dropFirst(feature).first != "d"
  }
}

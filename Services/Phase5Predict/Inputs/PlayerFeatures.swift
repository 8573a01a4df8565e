import League
import Warehouse

/// A player's features before his game: those that the systems of this phase name, each under its own name.
struct PlayerFeatures: Projection {
  static let table = "ml_feature_store_v2"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var playerLookup = ""
  var vector = FeatureVector()
  var minutesLast10: Double?
  var version = ""
  var quality = 0.0
  /// One letter for each feature in order; `d` is a stand-in for a value that is not known.
  var sources = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("points_avg_last_5", &vector.pointsLast5, "")
    try c.column("points_avg_last_10", &vector.pointsLast10, "")
    try c.column("points_avg_season", &vector.pointsSeason, "")
    try c.column("points_std_last_10", &vector.pointsDeviation, "")
    try c.column("games_in_last_7_days", &vector.gamesLast7Days, "")
    try c.column("fatigue_score", &vector.fatigue, "")
    try c.column("shot_zone_mismatch_score", &vector.zoneMismatch, "")
    try c.column("pace_score", &vector.pace, "")
    try c.column("usage_spike_score", &vector.usageSpike, "")
    try c.column("home_away", &vector.isHome, "")
    try c.column("back_to_back", &vector.backToBack, "")
    try c.column("minutes_avg_last_10", &minutesLast10, "")
    try c.column("feature_version", &version, "")
    try c.column("feature_quality_score", &quality, "")
    try c.column("feature_sources", &sources, "")
  }

  /// Whether his three scoring averages are his own.
  var hasScored: Bool { !sources.prefix(3).contains("d") }
}

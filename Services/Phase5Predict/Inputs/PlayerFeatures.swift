import League
import Warehouse

/// A player's row of the feature store.
struct PlayerFeatures: Projection {
  static let table = "ml_feature_store_v2"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var playerLookup = ""
  var daysRest: Int?
  var vector = RuleVector()
  var opponentRating: Double?
  var paintShare: Double?
  var threeShare: Double?
  var freeThrowShare: Double?
  var playoffGame: Double?
  var pointsVersusOpponent: Double?
  var gamesVersusOpponent: Double?
  var minutesLast10: Double?
  var version = ""
  var quality = 0.0
  /// One letter for each feature in order; `d` is a stand-in for a value that is not known.
  var sources = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("days_rest", &daysRest, "")
    try c.column("points_avg_last_5", &vector.pointsLast5, "")
    try c.column("points_avg_last_10", &vector.pointsLast10, "")
    try c.column("points_avg_season", &vector.pointsSeason, "")
    try c.column("points_std_last_10", &vector.pointsDeviation, "")
    try c.column("games_in_last_7_days", &vector.gamesLast7Days, "")
    try c.column("fatigue_score", &vector.fatigue, "")
    try c.column("shot_zone_mismatch_score", &vector.zoneMismatch, "")
    try c.column("pace_score", &vector.pace, "")
    try c.column("usage_spike_score", &vector.usageSpike, "")
    try c.column("opponent_def_rating", &opponentRating, "")
    try c.column("home_away", &vector.isHome, "")
    try c.column("back_to_back", &vector.backToBack, "")
    try c.column("playoff_game", &playoffGame, "")
    try c.column("pct_paint", &paintShare, "")
    try c.column("pct_three", &threeShare, "")
    try c.column("pct_free_throw", &freeThrowShare, "")
    try c.column("avg_points_vs_opponent", &pointsVersusOpponent, "")
    try c.column("games_vs_opponent", &gamesVersusOpponent, "")
    try c.column("minutes_avg_last_10", &minutesLast10, "")
    try c.column("feature_version", &version, "")
    try c.column("feature_quality_score", &quality, "")
    try c.column("feature_sources", &sources, "")
  }

  /// The row without the values that only stand in for unknown ones: what is missing stays missing.
  var withoutStandIns: PlayerFeatures {
    let letters = Array(sources.utf8)
    func isOwn(_ index: Int) -> Bool { index >= letters.count || letters[index] != UInt8(ascii: "d") }
    var own = self
    if !isOwn(0) { own.vector.pointsLast5 = nil }
    if !isOwn(1) { own.vector.pointsLast10 = nil }
    if !isOwn(2) { own.vector.pointsSeason = nil }
    if !isOwn(3) { own.vector.pointsDeviation = nil }
    if !isOwn(4) { own.vector.gamesLast7Days = nil }
    if !isOwn(5) { own.vector.fatigue = nil }
    if !isOwn(6) { own.vector.zoneMismatch = nil }
    if !isOwn(7) { own.vector.pace = nil }
    if !isOwn(8) { own.vector.usageSpike = nil }
    if !isOwn(13) { own.opponentRating = nil }
    if !isOwn(18) { own.paintShare = nil }
    if !isOwn(20) { own.threeShare = nil }
    if !isOwn(21) { own.freeThrowShare = nil }
    if !isOwn(31) { own.minutesLast10 = nil }
    return own
  }
}

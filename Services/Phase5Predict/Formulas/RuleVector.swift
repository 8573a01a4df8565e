import Warehouse

/// The features that the rules are made of. A feature that is not there is nil: nothing stands in for it.
struct RuleVector: Hashable, Sendable {
  /// Points a game.
  var pointsLast5: Double?
  var pointsLast10: Double?
  var pointsSeason: Double?
  /// Sample standard deviation of the points of his last ten games.
  var pointsDeviation: Double?
  var gamesLast7Days: Double?
  /// 0–100; 100 is fresh.
  var fatigue: Double?
  /// Positive is good for the scorer.
  var zoneMismatch: Double?
  var pace: Double?
  var usageSpike: Double?
  /// 1 at home, 0 away.
  var isHome: Double?
  /// 1 when his previous game was the day before.
  var backToBack: Double?
  /// Points that the opponent allows per 100 possessions.
  var opponentRating: Double?
  /// The same for the whole league, so far this season.
  var leagueRating: Double?
  /// Share of his points from each zone, last ten games.
  var zoneShares = ZoneValues()
  /// What the opponent allows in each zone against the league: 0.05 is five percent more.
  var zoneDefense = ZoneValues()

  /// Shows every feature to the visitor, each under its own name.
  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("points_avg_last_5", &pointsLast5, scale: 4, in: 0...100, "Mean points of the last 5 played")
    try c.column("points_avg_last_10", &pointsLast10, scale: 4, in: 0...100, "Mean points of the last 10 played")
    try c.column("points_avg_season", &pointsSeason, scale: 4, in: 0...100, "Mean points of the season")
    try c.column("points_std_last_10", &pointsDeviation, scale: 4, in: 0...60, "Sample deviation of the last 10")
    try c.column("games_in_last_7_days", &gamesLast7Days, in: 0...7, "Games of the last seven days")
    try c.column("fatigue_score", &fatigue, in: 0...100, "100 is fresh")
    try c.column("shot_zone_mismatch_score", &zoneMismatch, scale: 1, in: -10...10, "Positive is good for the scorer")
    try c.column("pace_score", &pace, scale: 1, in: -3...3, "Extra possessions to expect")
    try c.column("usage_spike_score", &usageSpike, scale: 1, in: -3...3, "Usage to expect over usage lately")
    try c.column("home_away", &isHome, in: 0...1, "1 at home")
    try c.column("back_to_back", &backToBack, in: 0...1, "1 when he played the day before")
    try c.column("opponent_def_rating", &opponentRating, scale: 2, in: 50...190, "Opponent's mean of 15 games")
    try c.column("league_def_rating", &leagueRating, scale: 2, in: 50...190, "Mean of the league, last 30 days")
    try c.column(
      "paint_points_share", &zoneShares.paint, scale: 4, in: 0...1, "Of his points, last 10; null without shots")
    try c.column("mid_range_points_share", &zoneShares.midRange, scale: 4, in: 0...1, "Same, other twos")
    try c.column("three_pt_points_share", &zoneShares.three, scale: 4, in: 0...1, "Same, threes")
    try c.column("paint_defense_relative", &zoneDefense.paint, scale: 5, in: -1...5, "Opponent over league, as a share")
    try c.column("mid_range_defense_relative", &zoneDefense.midRange, scale: 5, in: -1...5, "Same, other twos")
    try c.column("three_pt_defense_relative", &zoneDefense.three, scale: 5, in: -1...5, "Same, threes")
  }
}

/// What the moving average needs of the feature vector. A feature that is not there is nil: nothing stands in for it.
struct FeatureVector: Hashable, Sendable {
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

  /// Name and value in the order of the feature store.
  private var named: [(name: String, value: Double?)] {
    [
      ("points_avg_last_5", pointsLast5), ("points_avg_last_10", pointsLast10), ("points_avg_season", pointsSeason),
      ("points_std_last_10", pointsDeviation), ("games_in_last_7_days", gamesLast7Days), ("fatigue_score", fatigue),
      ("shot_zone_mismatch_score", zoneMismatch), ("pace_score", pace), ("usage_spike_score", usageSpike),
      ("home_away", isHome), ("back_to_back", backToBack),
    ]
  }

  /// The vector as one compact JSON object, so that a later change of features can be told from one of the system.
  var snapshot: String {
    let fields = named.map { "\"\($0.name)\":\($0.value.map { "\($0)" } ?? "null")" }
    return "{\(fields.joined(separator: ","))}"
  }
}

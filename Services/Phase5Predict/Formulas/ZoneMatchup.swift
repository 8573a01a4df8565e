/// The system `zone_matchup_v1`: the season's average, set right for how the opponent defends.
///
/// season·(1 + ½(R/R̄ − 1) + ½Σ share·δ) + 0.4·pace + venue + fatigue, where R and R̄ are the points per 100 possessions that the
/// opponent and the league allow, share his share of points from a zone and δ what the opponent allows there against the
/// league. Free throws have no δ. A part whose features are missing adds nothing.
struct ZoneMatchup: Sendable {
  /// The prediction; nil without the season's average.
  func prediction(from features: RuleVector) -> SystemPrediction? {
    guard let season = features.pointsSeason else { return nil }
    let adjustments = SystemPrediction.Adjustments(
      fatigue: Fatigue.adjustment(score: features.fatigue, backToBack: features.backToBack),
      zones: Self.zones(shares: features.zoneShares, defense: features.zoneDefense).map { season * 0.5 * $0 },
      rating: Self.rating(features).map { season * 0.5 * $0 }, pace: features.pace.map { 0.4 * $0 },
      venue: features.isHome.map { $0 > 0.5 ? 0.8 : -0.8 })
    return SystemPrediction(
      points: PointsRange.clamped(season + adjustments.sum),
      confidence: RuleConfidence.score(deviation: features.pointsDeviation, gamesLast7Days: features.gamesLast7Days),
      adjustments: adjustments)
  }

  private static func rating(_ features: RuleVector) -> Double? {
    guard let opponent = features.opponentRating, let league = features.leagueRating, league > 0 else { return nil }
    return opponent / league - 1
  }

  /// Nil unless every zone in which he scores is known on both sides.
  private static func zones(shares: ZoneValues, defense: ZoneValues) -> Double? {
    var sum = 0.0
    for (share, delta) in [
      (shares.paint, defense.paint), (shares.midRange, defense.midRange), (shares.three, defense.three),
    ] {
      guard let share else { return nil }
      guard share > 0 else { continue }
      guard let delta else { return nil }
      sum += share * delta
    }
    return sum
  }
}

/// The system `moving_average`: recent scoring, set right for fatigue, match-up, pace, venue and usage.
///
/// 0.50·L5 + 0.30·L10 + 0.20·season, plus fatigue or back-to-back (the larger), 0.3·mismatch, 0.3·pace, ±0.5 for the
/// venue and 0.4·usage; 0–60 points.
struct MovingAverage: Sendable {
  /// The prediction; nil without the three scoring averages.
  func prediction(from features: RuleVector) -> SystemPrediction? {
    guard let last5 = features.pointsLast5, let last10 = features.pointsLast10, let season = features.pointsSeason
    else {
      return nil
    }
    let adjustments = SystemPrediction.Adjustments(
      fatigue: Fatigue.adjustment(score: features.fatigue, backToBack: features.backToBack),
      zones: features.zoneMismatch.map { 0.3 * $0 }, pace: features.pace.map { 0.3 * $0 },
      usage: features.usageSpike.map { 0.4 * $0 }, venue: features.isHome.map { $0 > 0.5 ? 0.5 : -0.5 })
    let base = 0.50 * last5 + 0.30 * last10 + 0.20 * season
    return SystemPrediction(
      points: PointsRange.clamped(base + adjustments.sum),
      confidence: RuleConfidence.score(deviation: features.pointsDeviation, gamesLast7Days: features.gamesLast7Days),
      adjustments: adjustments)
  }
}

import League

/// The system `moving_average`: recent scoring, set right for fatigue, match-up, pace, venue and usage.
///
/// 0.50·L5 + 0.30·L10 + 0.20·season, plus fatigue or back-to-back (the larger), 0.3·mismatch, 0.3·pace, ±0.5 for the
/// venue and 0.4·usage; 0–60 points.
struct MovingAverage: Sendable {
  static let id = "moving_average"
  static let gate = BettingGate(edgeAbove: 2.0, confidenceAbove: 0.45)

  /// What it says of a player. An adjustment is nil when its feature is missing, and then adds nothing.
  struct Prediction: Hashable, Sendable {
    /// Points, two decimals.
    var points: Double
    /// 0.2–0.8, a rule of thumb and not a calibrated probability.
    var confidence: Double
    var fatigue: Double?
    var zoneMismatch: Double?
    var pace: Double?
    var usage: Double?
    var venue: Double?
  }

  /// The prediction; nil without the three scoring averages.
  func prediction(from features: FeatureVector) -> Prediction? {
    guard let last5 = features.pointsLast5, let last10 = features.pointsLast10, let season = features.pointsSeason
    else {
      return nil
    }
    let fatigue = Self.fatigue(score: features.fatigue, backToBack: features.backToBack)
    let mismatch = features.zoneMismatch.map { 0.3 * $0 }
    let pace = features.pace.map { 0.3 * $0 }
    let usage = features.usageSpike.map { 0.4 * $0 }
    let venue = features.isHome.map { $0 > 0.5 ? 0.5 : -0.5 }
    let base = 0.50 * last5 + 0.30 * last10 + 0.20 * season
    let points = [fatigue, mismatch, pace, usage, venue].reduce(base) { $0 + ($1 ?? 0) }
    return Prediction(
      points: min(max(points, 0), 60).rounded(scale: 2), confidence: Self.confidence(features), fatigue: fatigue,
      zoneMismatch: mismatch, pace: pace, usage: usage, venue: venue)
  }

  /// 100 is fresh: below 50 costs 2.5 points, below 70 one. A back-to-back costs 1.5, but fatigue contains it already,
  /// so only the larger of the two counts.
  private static func fatigue(score: Double?, backToBack: Double?) -> Double? {
    let tired = score.map { $0 < 50 ? -2.5 : $0 < 70 ? -1.0 : 0 }
    let secondNight = backToBack.map { $0 > 0.5 ? -1.5 : 0 }
    return [tired, secondNight].compactMap(\.self).min()
  }

  /// In hundredths, so that 0.45 is 0.45 and not a little less.
  private static func confidence(_ features: FeatureVector) -> Double {
    var hundredths = 50
    if let deviation = features.pointsDeviation {
      hundredths -= deviation > 6 ? 15 : deviation > 4 ? 8 : 0
    }
    if let games = features.gamesLast7Days {
      hundredths += games >= 3 ? 10 : games >= 2 ? 5 : -10
    }
    return Double(min(max(hundredths, 20), 80)) / 100
  }
}

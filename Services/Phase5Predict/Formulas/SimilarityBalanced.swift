import League

/// The system `similarity_balanced_v1`: what he scored in his games most like this one.
///
/// Own games of the last 90 days, the newest 30, reaching into earlier seasons at half the weight while there are fewer than
/// 15. Those with a likeness of 70 or more, the best 20; fewer than five give no prediction. Their mean, weighted by
/// likeness, plus 0.015·(fatigue − 70), 0.4·mismatch, 0.8·pace, 0.8·usage and +0.8 at home or −0.5 away.
struct SimilarityBalanced: Sendable {
  static let days = 90
  static let newest = 30
  static let enoughOfSeason = 15
  static let leastLikeness = 70
  static let best = 20
  static let fewest = 5

  /// A game that he played, with his situation before it.
  struct Case: Hashable, Sendable {
    var situation: GameSituation
    var points: Double
    /// 1, or less for a game of an earlier season.
    var weight = 1.0
  }

  /// The prediction; nil with fewer than five games alike.
  ///
  /// - Parameter cases: the newest first.
  func prediction(from features: RuleVector, in situation: GameSituation, cases: [Case]) -> SystemPrediction? {
    let scored = cases.enumerated().map { (index: $0, likeness: situation.likeness(to: $1.situation), game: $1) }
    let alike = scored.filter { $0.likeness >= Self.leastLikeness }
      .sorted { ($1.likeness, $0.index) < ($0.likeness, $1.index) }
      .prefix(Self.best)
    return Self.prediction(from: features, alike: alike.map { (Double($0.likeness), $0.game.points, $0.game.weight) })
  }

  /// The prediction from games with their likeness.
  static func prediction(
    from features: RuleVector, alike: [(likeness: Double, points: Double, weight: Double)]
  ) -> SystemPrediction? {
    guard alike.count >= fewest else { return nil }
    let weights = alike.reduce(0) { $0 + $1.likeness * $1.weight }
    let baseline = alike.reduce(0) { $0 + $1.points * $1.likeness * $1.weight } / weights
    let mean = alike.reduce(0) { $0 + $1.points } / Double(alike.count)
    let squares = alike.reduce(0) { $0 + ($1.points - mean) * ($1.points - mean) }
    let similar = SimilarGames(
      count: alike.count, baseline: baseline, meanScore: alike.reduce(0) { $0 + $1.likeness } / Double(alike.count),
      deviation: (squares / Double(alike.count)).squareRoot())
    let adjustments = SystemPrediction.Adjustments(
      fatigue: features.fatigue.map { 0.015 * ($0 - 70) }, zones: features.zoneMismatch.map { 0.4 * $0 },
      pace: features.pace.map { 0.8 * $0 }, usage: features.usageSpike.map { 0.8 * $0 },
      venue: features.isHome.map { $0 > 0.5 ? 0.8 : -0.5 })
    return SystemPrediction(
      points: PointsRange.clamped(baseline + adjustments.sum), confidence: confidence(similar),
      adjustments: adjustments, similar: similar)
  }

  /// The system's own score, 0–1, on the scale of 2026-01-17: the one before it claimed 88 percent where 61 were right.
  static func confidence(_ similar: SimilarGames) -> Double {
    var score = 35
    score += similar.count >= 15 ? 12 : similar.count >= 10 ? 9 : similar.count >= 7 ? 6 : -10
    score += similar.meanScore >= 85 ? 12 : similar.meanScore >= 75 ? 9 : 6
    score += similar.deviation < 4 ? 10 : similar.deviation < 6 ? 6 : similar.deviation < 8 ? 2 : -5
    return Double(min(max(score, 0), 100)) / 100
  }
}

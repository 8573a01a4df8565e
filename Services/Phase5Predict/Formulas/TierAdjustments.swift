import League

/// What to add to the ensemble's predictions of a week, by scoring tier, as grades of the weeks before say.
struct TierAdjustments: Sendable {
  private let byTier: [ScoringTier: StoredAdjustment]

  /// - Parameter stored: of every system; those of the ensemble count.
  init(_ stored: [StoredAdjustment]) {
    let own = stored.filter { $0.system == PredictionSystem.ensemble.rawValue }
    byTier = Dictionary(own.map { ($0.tier, $0) }) { first, _ in first }
  }

  /// A prediction with what its tier asks for.
  struct Adjusted: Hashable, Sendable {
    var tier: ScoringTier
    /// Points to add, and the prediction with them, 0-60; nil where nothing is known of the tier.
    var adjustment: Double?
    var points: Double?
    /// Whether the adjusted points are those to publish.
    var isInUse: Bool
  }

  /// - Parameter seasonAverage: mean points of his season before the game; nil when not known.
  func adjusted(_ predicted: Double, seasonAverage: Double?) -> Adjusted {
    let tier = ScoringTier(seasonAverage: seasonAverage)
    guard let stored = byTier[tier] else { return Adjusted(tier: tier, isInUse: false) }
    return Adjusted(
      tier: tier, adjustment: stored.points, points: PointsRange.clamped(predicted + stored.points),
      isInUse: stored.isEnabled)
  }
}

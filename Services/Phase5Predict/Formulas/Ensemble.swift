import League

/// The system `ensemble_v1`: the other systems combined, each without its bias and by what it was worth lately.
struct Ensemble: Sendable {
  /// What one system says.
  struct Member: Hashable, Sendable {
    var system: PredictionSystem
    var prediction: SystemPrediction
    var recommendation: Recommendation
  }

  /// What it says of a player.
  struct Prediction: Hashable, Sendable {
    /// Points, two decimals.
    var points: Double
    /// The plain mean of the members, beside it.
    var equalWeightPoints: Double
    /// 0.20–0.95.
    var confidence: Double
    /// Population standard deviation of the members' points.
    var spread: Double
    /// How far the members agree, in percent.
    var agreement: Double
    var members: [PredictionSystem]
  }

  /// Fewer give no prediction.
  static let fewest = 2

  /// - Parameters:
  ///   - members: those that predicted, at most one for each system.
  ///   - weights: what each is worth, and what is to be taken off it; nil while nothing is known. Members without an entry
  ///     have no say then.
  func prediction(from members: [Member], weights: [PredictionSystem: MemberWeight]?) -> Prediction? {
    guard members.count >= Self.fewest, let plain = members.map(\.prediction.points).mean else { return nil }
    let points = Self.combined(
      members.map { member in
        guard let weights else { return (member.prediction.points, 1) }
        let entry = weights[member.system]
        return (member.prediction.points - (entry?.bias ?? 0), entry?.weight ?? 0)
      })
    let deviations = members.map { ($0.prediction.points - plain) * ($0.prediction.points - plain) }
    let spread = (deviations.mean ?? 0).squareRoot()
    return Prediction(
      points: PointsRange.clamped(points ?? plain), equalWeightPoints: PointsRange.clamped(plain),
      confidence: Self.confidence(members.map(\.prediction.confidence), spread: spread), spread: spread,
      agreement: Self.agreement(spread: spread), members: members.map(\.system))
  }

  /// Σ p·w / Σ w; nil when nobody has a say.
  static func combined(_ members: [(points: Double, weight: Double)]) -> Double? {
    let weights = members.reduce(0) { $0 + $1.weight }
    return weights > 0 ? members.reduce(0) { $0 + $1.points * $1.weight } / weights : nil
  }

  /// The members' mean, in hundredths, more when they agree and when all four are there; 20–95 as 0.20–0.95.
  static func confidence(_ members: [Double], spread: Double) -> Double {
    var score = (members.mean ?? 0) * 100
    score += spread < 2 ? 10 : spread < 3 ? 5 : spread < 6 ? -5 : -10
    if members.count == PredictionSystem.members.count { score += 5 }
    return (min(max(score, 20), 95) / 100).rounded(scale: 4)
  }

  /// High below 2, good below 3, moderate below 6, else less the further they are apart.
  static func agreement(spread: Double) -> Double {
    spread < 2 ? 95 : spread < 3 ? 85 : spread < 6 ? 70 : max(50, 100 - 5 * spread)
  }

  /// The side to take. More than half of the members on one side decide it, but not against the ensemble's own edge.
  static func recommendation(
    margin: Double?, confidence: Double, members: [Recommendation]
  ) -> Recommendation {
    let own = PredictionSystem.ensemble.gate.recommendation(margin: margin, confidence: confidence)
    guard own == .over || own == .under else { return own }
    for side in [Recommendation.over, .under] where members.count(where: { $0 == side }) * 2 > members.count {
      return side == own ? side : .pass
    }
    return own
  }
}

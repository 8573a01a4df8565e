/// The active factors together, in points.
struct CompositeAdjustment: Equatable {
  var fatigue: Fatigue
  var mismatch: Double
  var pace: Double
  var usageSpike: Double

  /// Half the difference in pace between the opponent and his own team, from −3 to +3: the extra possessions to expect.
  static func paceScore(differential: Double) -> Double {
    min(3, max(-3, differential / 2))
  }

  /// The sum of the unrounded parts.
  var total: Double { fatigue.adjustment + mismatch + pace + usageSpike }

  /// What is out of the ordinary; empty if nothing is.
  var warnings: [String] {
    var warnings: [String] = []
    if fatigue.score < 50 { warnings.append("EXTREME_FATIGUE") }
    if abs(mismatch) > 8 { warnings.append("EXTREME_MATCHUP") }
    if abs(total) > 12 { warnings.append("EXTREME_ADJUSTMENT") }
    return warnings
  }
}

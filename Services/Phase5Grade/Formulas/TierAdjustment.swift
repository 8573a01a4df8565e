import League

/// What a tier's predictions were off by lately, and what to add to the next ones for it.
struct TierAdjustment: Hashable, Sendable {
  /// Fewer graded predictions say nothing.
  static let fewest = 20
  /// As many again as are there are taken to be right: a bias of few is mostly chance.
  static let shrinkage = 100.0
  /// No adjustment is larger, in points.
  static let largest = 3.0

  let tier: ScoringTier
  let errors: ErrorSummary
  /// The middle error, two decimals: as many predictions were further up as further down.
  let median: Double

  /// - Parameter signedErrors: of the tier; nil below ``fewest``.
  init?(_ tier: ScoringTier, signedErrors: [Double]) {
    guard signedErrors.count >= Self.fewest else { return nil }
    self.tier = tier
    errors = ErrorSummary(signedErrors: signedErrors)
    let sorted = signedErrors.sorted()
    let middle = sorted.count / 2
    let twice = sorted.count.isMultiple(of: 2) ? sorted[middle - 1] + sorted[middle] : 2 * sorted[middle]
    median = (twice / 2).rounded(scale: 2)
  }

  /// What would have put the tier in the middle, in points to be added. Predictions are medians, and their errors are judged
  /// without their squares, so it is the middle error that is taken off and not the mean.
  var recommended: Double { 0 - median }

  /// 0–1: grows with the sample, falls with the spread of the errors.
  var confidence: Double {
    min(1, Double(errors.count) / 100) * max(0.3, 1 - (errors.deviation ?? 0) / 20)
  }

  /// The recommended adjustment, shrunk by n/(n + 100) and held within ±3 points.
  var shrunk: Double {
    let count = Double(errors.count)
    return min(max(recommended * count / (count + Self.shrinkage), -Self.largest), Self.largest)
  }

  /// What is added to a prediction: the tier's share of the shrunk adjustment, two decimals.
  var applied: Double { (shrunk * tier.adjustmentShare).rounded(scale: 2) }

  /// The prediction with the adjustment, 0–60 points.
  func adjusted(_ predicted: Double) -> Double {
    min(max(predicted + applied, 0), 60)
  }
}

/// Predictions as they were and as an adjustment from before them would have made them.
struct AdjustmentTrial: Hashable, Sendable {
  /// Fewer predictions prove nothing.
  static let fewest = 100
  /// Points by which an adjustment may be worse before it is a fault to be looked into.
  static let tolerated = 0.1

  private(set) var plain = ErrorSummary()
  private(set) var adjusted = ErrorSummary()
  /// What each prediction's error lost by the adjustment.
  private var gains = ErrorSummary()

  mutating func add(error: Double, adjusted other: Double) {
    plain.add(error)
    adjusted.add(other)
    gains.add(abs(error) - abs(other))
  }

  /// Adds what was found for another tier.
  mutating func add(_ other: AdjustmentTrial) {
    plain.add(other.plain)
    adjusted.add(other.adjusted)
    gains.add(other.gains)
  }

  /// Points by which the adjustment makes the mean absolute error smaller; nil without any prediction.
  var gain: Double? { gains.exactBias }

  /// Standard error of the gain, over pairs; nil below two.
  var gainStandardError: Double? {
    gains.deviation.map { $0 / Double(gains.count).squareRoot() }
  }

  /// Whether the adjustment may be used: it was better, by more than its standard error, on enough predictions.
  var isPassed: Bool {
    guard plain.count >= Self.fewest, let gain, let gainStandardError else { return false }
    return gain > 0 && gain > gainStandardError
  }

  /// Whether it did harm.
  var isHarmful: Bool {
    plain.count >= Self.fewest && (gain ?? 0) < -Self.tolerated
  }
}

/// Predictions as they were and as an adjustment from before them would have made them.
struct AdjustmentTrial: Hashable, Sendable {
  /// Fewer predictions prove nothing.
  static let fewest = 100
  /// Points by which an adjustment may be worse before it is a fault to be looked into.
  static let tolerated = 0.1

  private(set) var plain = ErrorSummary()
  private(set) var adjusted = ErrorSummary()

  mutating func add(error: Double, adjusted other: Double) {
    plain.add(error)
    adjusted.add(other)
  }

  /// Adds what was found for another tier.
  mutating func add(_ other: AdjustmentTrial) {
    plain.add(other.plain)
    adjusted.add(other.adjusted)
  }

  /// Points by which the adjustment makes the mean absolute error smaller; nil without any prediction.
  var gain: Double? {
    guard let plain = plain.exactMean, let adjusted = adjusted.exactMean else { return nil }
    return plain - adjusted
  }

  /// Whether the adjustment may be used: it was better, on enough predictions.
  var isPassed: Bool {
    plain.count >= Self.fewest && (gain ?? 0) > 0
  }

  /// Whether it did harm.
  var isHarmful: Bool {
    plain.count >= Self.fewest && (gain ?? 0) < -Self.tolerated
  }
}

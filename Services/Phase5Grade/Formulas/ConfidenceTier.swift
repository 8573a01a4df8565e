/// How sure a system was: high from 0.70, 1 included; medium from 0.55.
enum ConfidenceTier: String, Sendable, CaseIterable {
  case high
  case medium
  case low

  /// The tier of a confidence from 0 to 1.
  init(_ confidence: Double) {
    self = confidence >= 0.70 ? .high : confidence >= 0.55 ? .medium : .low
  }
}

/// What an edge and a confidence must exceed before a system recommends a side.
struct BettingGate: Hashable, Sendable {
  /// Points between prediction and line.
  var edgeAbove: Double
  /// Raw confidence, 0–1.
  var confidenceAbove: Double

  /// The side to take. Both limits are exclusive.
  ///
  /// - Parameter margin: predicted points less line, as stored; nil without a line.
  func recommendation(margin: Double?, confidence: Double) -> Recommendation {
    guard let margin else { return .noLine }
    guard abs(margin) > edgeAbove, confidence > confidenceAbove else { return .pass }
    return margin > 0 ? .over : .under
  }
}

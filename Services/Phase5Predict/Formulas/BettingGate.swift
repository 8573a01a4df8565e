/// What an edge and a confidence must reach before a system recommends a side.
struct BettingGate: Hashable, Sendable {
  /// Points between prediction and line.
  var edge: Limit
  /// The system's own score, 0–1.
  var confidence: Limit

  /// A lower limit.
  enum Limit: Hashable, Sendable {
    /// Exclusive.
    case above(Double)
    /// Inclusive.
    case from(Double)

    func isReached(by value: Double) -> Bool {
      switch self {
      case .above(let limit): value > limit
      case .from(let limit): value >= limit
      }
    }
  }

  /// The side to take.
  ///
  /// - Parameter margin: predicted points less line, as stored; nil without a line.
  func recommendation(margin: Double?, confidence: Double) -> Recommendation {
    guard let margin else { return .noLine }
    guard edge.isReached(by: abs(margin)), self.confidence.isReached(by: confidence) else { return .pass }
    return margin > 0 ? .over : .under
  }
}

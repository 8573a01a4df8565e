import League

/// A prediction held against what the player did.
///
/// Errors and the verdict are nil for a void; the verdict is also nil where no side was taken, and for a push.
struct Grade: Hashable, Sendable {
  /// What the player did; nil when he is not in the box score.
  var actual: Int?
  var minutes: Double?
  var voidReason: VoidReason?
  /// Predicted less actual points, two decimals: positive is over-predicted.
  var signedError: Double?
  /// Size of the error of the points with the tier's adjustment; nil where there is none.
  var adjustedError: Double?
  /// Actual points less line.
  var actualMargin: Double?
  /// Whether the side that was taken won.
  var isCorrect: Bool?

  /// - Parameters:
  ///   - line: the player's line in the box score; nil when he is not in it.
  ///   - hasBoxScore: whether any player's line of the game is kept.
  init(_ prediction: PointsPrediction, line: BoxScoreLine?, hasBoxScore: Bool) {
    actual = line?.points
    minutes = line?.minutes
    guard let line, line.hasPlayed else {
      voidReason = hasBoxScore ? VoidReason(didNotPlayAfter: prediction.injury) : .noBoxScore
      return
    }
    guard let points = line.points else {
      voidReason = .noBoxScore
      return
    }
    signedError = (prediction.points - Double(points)).rounded(scale: 2)
    adjustedError = prediction.origin.adjustedPoints.map { abs($0 - Double(points)).rounded(scale: 2) }
    if let line = prediction.line {
      actualMargin = Double(points) - line
      isCorrect = Self.verdict(on: prediction.recommendation, result: PropResult(points: points, line: line))
    }
  }

  var isVoid: Bool { voidReason != nil }
  var absoluteError: Double? { signedError.map { abs($0) } }

  /// Whether the error is `points` or less.
  func isWithin(_ points: Double) -> Bool? {
    absoluteError.map { $0 <= points }
  }

  private static func verdict(on recommendation: Recommendation, result: PropResult) -> Bool? {
    switch (recommendation, result) {
    case (.pass, _), (.noLine, _), (_, .push): nil
    case (.over, let result): result == .over
    case (.under, let result): result == .under
    }
  }
}

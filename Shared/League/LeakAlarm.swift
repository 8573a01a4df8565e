/// Results too good to be true. On public data they mean that a prediction has seen its own game, not that it is good.
///
/// Clean replays hit 50–55 % and miss by 4.4–4.9 points over all players who played; a raised alarm stops promotion.
public struct LeakAlarm: Hashable, Sendable {
  /// A hit rate above this is not believed.
  public static let highestHitRate = 0.60
  /// A mean absolute error below this, in points over all players who played, is not believed.
  public static let lowestError = 4.3
  /// Neither is judged on so few bets, or predictions, or fewer.
  public static let sample = 1000

  /// What is too good, in words; empty when nothing is.
  public let reasons: [String]

  /// Judges results.
  ///
  /// - Parameters:
  ///   - bets: sides taken on real lines.
  ///   - meanError: mean absolute error over every player who played, whether he had a line or not; nil where that
  ///     population is not at hand.
  ///   - predictions: how many predictions went into it.
  public init(bets: BetRecord, meanError: Double?, predictions: Int) {
    var reasons: [String] = []
    if let rate = bets.winRate, rate > Self.highestHitRate, bets.decided > Self.sample {
      reasons.append("hit rate \(Self.truncated(rate * 100)) % on \(bets.decided) bets is above 60 %")
    }
    if let meanError, meanError < Self.lowestError, predictions > Self.sample {
      reasons.append("error of \(Self.truncated(meanError)) points on \(predictions) predictions is below 4.3")
    }
    self.reasons = reasons
  }

  /// Whether anything is too good.
  public var isRaised: Bool { !reasons.isEmpty }

  /// The reasons in one line; nil when the alarm is quiet.
  public var text: String? { isRaised ? reasons.joined(separator: "; ") : nil }

  /// Hundredths, cut off, so that 4.2999 does not read as 4.3.
  private static func truncated(_ value: Double) -> Double {
    (value * 100).rounded(.down) / 100
  }
}

import Foundation
import League

/// A condition that the trained system must meet before a change of it is promoted.
struct PromotionGate: Encodable, Hashable {
  enum Name: String, Encodable, CaseIterable {
    case belowMovingAverage = "below_moving_average"
    case medianError = "median_error"
    case hitRate = "hit_rate"
    case leakAlarm = "leak_alarm"
  }

  enum Verdict: String, Encodable {
    case passed
    case failed
    /// Too little to judge by.
    case notJudged = "not_judged"
  }

  var name: Name
  var verdict: Verdict
  /// What was found.
  var found: String
  /// What is asked for.
  var bound: String

  /// Share by which the mean absolute error must be below that of `moving_average`.
  static let leastGain = 0.03
  /// Points by which the median error may differ from zero.
  static let largestMedian = 0.3
  /// A hit rate above this is not believed, on so many decided bets or more.
  static let highestHitRate = 0.65
  static let fewestBets = 500

  /// Every gate, for what was graded of the system.
  static func all(_ record: ModelRecord) -> [PromotionGate] {
    [gain(record), median(record), hitRate(record), alarm(record)]
  }

  private static func gain(_ record: ModelRecord) -> PromotionGate {
    let gain = record.gain
    return PromotionGate(
      name: .belowMovingAverage, verdict: verdict(gain.map { $0 >= leastGain }),
      found: gain.map { String(format: "%.1f %% below it, %d predictions", $0 * 100, record.predictions) } ?? "none",
      bound: "3 % or more below moving_average, same rows")
  }

  private static func median(_ record: ModelRecord) -> PromotionGate {
    let median = record.medianError
    return PromotionGate(
      name: .medianError, verdict: verdict(median.map { abs($0) <= largestMedian }),
      found: median.map { String(format: "%+.2f points", $0) } ?? "none", bound: "within 0.3 points")
  }

  private static func hitRate(_ record: ModelRecord) -> PromotionGate {
    let rate = record.bets.decided >= fewestBets ? record.bets.winRate : nil
    return PromotionGate(
      name: .hitRate, verdict: verdict(rate.map { $0 <= highestHitRate }),
      found: record.bets.winRate.map { String(format: "%.1f %% of %d", $0 * 100, record.bets.decided) } ?? "none",
      bound: "65 % or less, of 500 or more")
  }

  private static func alarm(_ record: ModelRecord) -> PromotionGate {
    let alarm = LeakAlarm(bets: record.bets, meanError: record.error, predictions: record.predictions)
    return PromotionGate(
      name: .leakAlarm, verdict: record.predictions == 0 ? .notJudged : alarm.isRaised ? .failed : .passed,
      found: alarm.text ?? "quiet", bound: "quiet")
  }

  private static func verdict(_ isMet: Bool?) -> Verdict { isMet.map { $0 ? .passed : .failed } ?? .notJudged }
}

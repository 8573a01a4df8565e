import League
import Pipeline

/// Adjustments by tier as of any date, and how those of past weeks did on the predictions that followed them.
struct TierFeedback: Sendable {
  /// Days that an adjustment looks back.
  static let lookback = 30
  /// Days over which adjustments are tried.
  static let trialDays = 60

  /// Days of grades that it needs: the oldest week that is tried, and what its adjustments looked back on.
  static let span = trialDays + 7 + 14 + lookback

  private let graded: EntityRows<GradedPrediction>
  private let firstGraded: GameDate?

  /// - Parameters:
  ///   - graded: the graded predictions of one system over the last ``span`` days, oldest first, voids left out.
  ///   - firstGraded: the first date of the season with any.
  init(_ graded: EntityRows<GradedPrediction>, firstGraded: GameDate?) {
    self.graded = graded
    self.firstGraded = firstGraded
  }

  /// The predictions that an adjustment looks back on.
  func lookback(asOf date: GameDate) -> EntityRows<GradedPrediction> {
    graded.between(date.adding(days: 1 - Self.lookback), date)
  }

  /// The adjustments from the thirty days up to a date; none before so many days have been graded.
  func adjustments(asOf date: GameDate) -> [ScoringTier: TierAdjustment] {
    guard let firstGraded, date.days(since: firstGraded) >= Self.lookback - 1 else { return [:] }
    var errors: [ScoringTier: [Double]] = [:]
    for row in lookback(asOf: date) {
      guard let error = row.signedError else { continue }
      errors[row.tier, default: []].append(error)
    }
    return Dictionary(
      uniqueKeysWithValues: errors.compactMap { tier, errors in
        TierAdjustment(tier, signedErrors: errors).map { (tier, $0) }
      })
  }

  /// How the adjustments from the close of each week did on the week after, over the sixty days up to a date.
  func trials(asOf date: GameDate) -> [ScoringTier: AdjustmentTrial] {
    var trials: [ScoringTier: AdjustmentTrial] = [:]
    var served: (monday: GameDate, adjustments: [ScoringTier: TierAdjustment])?
    for row in graded.between(date.adding(days: 1 - Self.trialDays), date) {
      let monday = row.gameDate.monday
      if served?.monday != monday {
        let closing = graded[..<graded.firstIndex(from: monday)].last?.gameDate
        served = (monday, closing.map { adjustments(asOf: $0) } ?? [:])
      }
      guard let adjustment = served?.adjustments[row.tier], let error = row.signedError, let actual = row.actual else {
        continue
      }
      let adjusted = adjustment.adjusted(Double(actual) + error) - Double(actual)
      trials[row.tier, default: AdjustmentTrial()].add(error: error, adjusted: adjusted)
    }
    return trials
  }
}

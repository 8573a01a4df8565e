import League
import Pipeline

/// How much each member counts in the ensemble: by 1/error² on rows that all of them predicted, bias taken out first.
struct EnsembleWeights: Sendable {
  /// The systems that the ensemble combines.
  static let members = ["moving_average", "zone_matchup_v1", "similarity_balanced_v1", "xgboost_v1"]
  /// Days that are looked back.
  static let lookback = 60
  /// A member with fewer graded predictions is not judged; neither are members with fewer in common.
  static let fewest = 500
  /// No judged member counts for less.
  static let floor = 0.05

  /// A member on the rows that all judged members have.
  struct Member: Hashable, Sendable {
    var sample: Int
    var bias: Double
    /// Mean absolute error with the bias subtracted from each prediction.
    var unbiasedError: Double
    /// The members' weights add up to 1.
    var weight: Double
  }

  /// The judged members; empty when there are fewer than two, or too few rows in common.
  let byMember: [String: Member]

  /// - Parameter graded: valid graded predictions of the lookback, by system.
  init(_ graded: [String: EntityRows<GradedPrediction>]) {
    let judged = Self.members.filter { (graded[$0]?.count ?? 0) >= Self.fewest }
    var predictedBy: [GradedPrediction.Subject: Int] = [:]
    for row in judged.lazy.compactMap({ graded[$0] }).joined() {
      predictedBy[row.subject, default: 0] += 1
    }
    let common = predictedBy.count { $0.value == judged.count }
    guard judged.count >= 2, common >= Self.fewest else {
      byMember = [:]
      return
    }
    var found: [String: Member] = [:]
    for system in judged {
      let errors = (graded[system] ?? []).compactMap { row in
        predictedBy[row.subject] == judged.count ? row.signedError : nil
      }
      found[system] = Self.member(errors)
    }
    let weights = Self.weights(found.mapValues(\.unbiasedError))
    for system in judged {
      found[system]?.weight = weights[system] ?? 0
    }
    byMember = found
  }

  private static func member(_ signedErrors: [Double]) -> Member {
    let bias = ErrorSummary(signedErrors: signedErrors).exactBias ?? 0
    let unbiased = signedErrors.reduce(0) { $0 + abs($1 - bias) } / Double(signedErrors.count)
    return Member(sample: signedErrors.count, bias: bias, unbiasedError: unbiased, weight: 0)
  }

  /// Weights in proportion to 1/error², none below the floor, adding up to 1.
  ///
  /// - Parameter errors: above zero.
  static func weights(_ errors: [String: Double]) -> [String: Double] {
    let merits = errors.mapValues { 1 / ($0 * $0) }
    var floored: Set<String> = []
    while true {
      let free = merits.filter { !floored.contains($0.key) }
      let sum = free.keys.sorted().reduce(0) { $0 + (merits[$1] ?? 0) }
      let share = 1 - floor * Double(floored.count)
      let weights = free.mapValues { share * $0 / sum }
      let low = weights.filter { $0.value < floor }.keys
      guard low.isEmpty else {
        floored.formUnion(low)
        continue
      }
      return weights.merging(floored.map { ($0, floor) }) { free, _ in free }
    }
  }
}

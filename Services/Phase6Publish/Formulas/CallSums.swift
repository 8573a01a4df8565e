import Pipeline

/// Sums over graded calls on a player.
struct CallSums: Sendable {
  private(set) var games = 0
  private(set) var bets = 0
  private(set) var wins = 0
  private(set) var losses = 0
  private(set) var within3 = 0
  private(set) var within5 = 0
  let meanError: Double?
  let meanBias: Double?

  /// The sums over some calls, or over those of one side.
  init(_ calls: EntityRows<TrackedCall>, of side: Recommendation? = nil) {
    var (errors, biases) = (MeanOfErrors(), MeanOfErrors())
    for index in calls.indices {
      let call = calls[index].call
      if let side, call.recommendation != side { continue }
      games += 1
      errors.add(call.absoluteError)
      biases.add(call.signedError)
      within3 += call.absoluteError <= 3 ? 1 : 0
      within5 += call.absoluteError <= 5 ? 1 : 0
      guard call.isBet else { continue }
      bets += 1
      if let isCorrect = call.isCorrect {
        wins += isCorrect ? 1 : 0
        losses += isCorrect ? 0 : 1
      }
    }
    (meanError, meanBias) = (errors.mean, biases.mean)
  }

  /// Wins among the decided; nil without one.
  var winRate: Double? { share(wins, of: wins + losses) }
}

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

  init(_ calls: some Collection<TrackedCall>) {
    var (errors, biases) = (MeanOfErrors(), MeanOfErrors())
    for call in calls.lazy.map(\.call) {
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
}

/// Bets won and lost. A push and a void are neither.
struct BetRecord: Hashable, Sendable {
  private(set) var wins = 0
  private(set) var losses = 0

  /// The record of graded predictions.
  init(_ graded: some Sequence<GradedPrediction>) {
    for prediction in graded {
      switch prediction.isCorrect {
      case true?: wins += 1
      case false?: losses += 1
      case nil: break
      }
    }
  }

  /// Wins among the decided; nil when none is.
  var winRate: Double? {
    wins + losses == 0 ? nil : Double(wins) / Double(wins + losses)
  }

  /// Units won at a price of −110: a win pays 0.9091, a loss costs 1.
  var profit: Double {
    Double(wins) * 0.9091 - Double(losses)
  }
}

/// Bets of one kind: only OVER and UNDER on lines that stood.
struct BetTally: Sendable {
  private let bets: [GradedPrediction]

  /// The bets among some results.
  init(_ results: some Sequence<PlayerResult>) {
    bets = results.map(\.grade).filter(\.verdict.isBet)
  }

  func count(_ verdict: Verdict) -> Int {
    bets.count { $0.verdict == verdict }
  }

  /// Wins among the decided; nil when none is.
  var winRate: Double? {
    share(count(.win), of: count(.win) + count(.loss))
  }

  var value: DocumentValue {
    [
      "total": .integer(bets.count),
      "wins": .integer(count(.win)),
      "losses": .integer(count(.loss)),
      "pushes": .integer(count(.push)),
      "win_rate": .decimal(winRate, scale: 3),
      "avg_error": .decimal(meanOfErrors(bets.compactMap(\.absoluteError)), scale: 2),
    ]
  }
}

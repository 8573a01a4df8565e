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

  /// Writes what is told of them.
  func write(to json: inout JSONText) {
    json.field("total", bets.count)
    json.field("wins", count(.win))
    json.field("losses", count(.loss))
    json.field("pushes", count(.push))
    json.field("win_rate", winRate, scale: 3)
    json.field("avg_error", meanOfErrors(bets.compactMap(\.absoluteError)), scale: 2)
  }
}

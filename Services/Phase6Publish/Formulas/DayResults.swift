/// A date's results of one system, and what the results document says of them as a whole.
struct DayResults: Sendable {
  /// By game and player.
  let results: [PlayerResult]

  init(_ results: [PlayerResult]) {
    self.results = results.sorted { Self.order($0.grade) < Self.order($1.grade) }
  }

  private static func order(_ grade: GradedPrediction) -> (String, String, Int) {
    (grade.gameID, grade.playerLookup, grade.playerID)
  }

  func writeSummary(_ json: inout JSONText) {
    let grades = results.map(\.grade)
    let valid = grades.filter { !$0.isVoid }
    let bets = BetTally(results)
    let within3 = valid.count { $0.isWithin3 == true }
    let within5 = valid.count { $0.isWithin5 == true }
    json.field("total_predictions", grades.count)
    json.field("recommendations", grades.count(where: \.verdict.isBet))
    json.field("correct", bets.count(.win))
    json.field("incorrect", bets.count(.loss))
    json.field("push_count", bets.count(.push))
    json.field("pass_count", grades.count { $0.verdict == .pass })
    json.field("no_line_count", grades.count { $0.verdict == .noLine })
    json.field("voided_count", grades.count - valid.count)
    json.field("win_rate", bets.winRate, scale: 3)
    json.field("avg_mae", meanOfErrors(valid.compactMap(\.absoluteError)), scale: 2)
    json.field("avg_bias", meanOfErrors(valid.compactMap(\.signedError)), scale: 2)
    json.field("within_3_points", within3)
    json.field("within_3_pct", share(within3, of: valid.count), scale: 3)
    json.field("within_5_points", within5)
    json.field("within_5_pct", share(within5, of: valid.count), scale: 3)
  }

  func writeBreakdowns(_ json: inout JSONText) {
    func bets(_ name: String, _ json: inout JSONText, where belongs: (PlayerResult) -> Bool) {
      json.key(named: name)
      json.object(BetTally(results.filter(belongs)).write)
    }
    json.object("by_player_tier") { json in
      for tier in PlayerTier.allCases { bets(tier.rawValue, &json) { $0.playerTier == tier } }
    }
    json.object("by_confidence") { json in
      for tier in ConfidenceTier.allCases { bets(tier.rawValue, &json) { $0.confidenceTier == tier } }
    }
    json.object("by_recommendation") { json in
      bets("over", &json) { $0.grade.recommendation == .over }
      bets("under", &json) { $0.grade.recommendation == .under }
    }
    json.object("by_context") { json in
      bets("home", &json) { $0.grade.isHome }
      bets("away", &json) { !$0.grade.isHome }
      bets("back_to_back", &json) { $0.features?.isBackToBack == true }
      bets("rested", &json) { $0.features?.isRested == true }
    }
  }

  /// The smallest and the largest error; of equal ones the first. Nothing when every row is void.
  func writeHighlights(_ json: inout JSONText) {
    let valid = results.filter { $0.grade.absoluteError != nil }
    func error(_ result: PlayerResult) -> Double { result.grade.absoluteError ?? 0 }
    guard let best = valid.min(by: { error($0) < error($1) }),
      let worst = valid.reversed().max(by: { error($0) <= error($1) })
    else { return }
    json.object("best_prediction") { best.writeHighlight(withMinutes: false, to: &$0) }
    json.object("worst_prediction") { worst.writeHighlight(withMinutes: true, to: &$0) }
  }
}

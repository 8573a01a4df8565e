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

  var summary: DocumentValue {
    let grades = results.map(\.grade)
    let valid = grades.filter { !$0.isVoid }
    let bets = BetTally(results)
    let within3 = valid.count { $0.isWithin3 == true }
    let within5 = valid.count { $0.isWithin5 == true }
    return [
      "total_predictions": .integer(grades.count),
      "recommendations": .integer(grades.count(where: \.verdict.isBet)),
      "correct": .integer(bets.count(.win)),
      "incorrect": .integer(bets.count(.loss)),
      "push_count": .integer(bets.count(.push)),
      "pass_count": .integer(grades.count { $0.verdict == .pass }),
      "no_line_count": .integer(grades.count { $0.verdict == .noLine }),
      "voided_count": .integer(grades.count - valid.count),
      "win_rate": .decimal(bets.winRate, scale: 3),
      "avg_mae": .decimal(meanOfErrors(valid.compactMap(\.absoluteError)), scale: 2),
      "avg_bias": .decimal(meanOfErrors(valid.compactMap(\.signedError)), scale: 2),
      "within_3_points": .integer(within3),
      "within_3_pct": .decimal(share(within3, of: valid.count), scale: 3),
      "within_5_points": .integer(within5),
      "within_5_pct": .decimal(share(within5, of: valid.count), scale: 3),
    ]
  }

  var breakdowns: DocumentValue {
    [
      "by_player_tier": .object(
        PlayerTier.allCases.map { tier in field(tier.rawValue) { $0.playerTier == tier } }),
      "by_confidence": .object(
        ConfidenceTier.allCases.map { tier in field(tier.rawValue) { $0.confidenceTier == tier } }),
      "by_recommendation": .object([
        field("over") { $0.grade.recommendation == .over }, field("under") { $0.grade.recommendation == .under },
      ]),
      "by_context": .object([
        field("home") { $0.grade.isHome }, field("away") { !$0.grade.isHome },
        field("back_to_back") { $0.features?.isBackToBack == true }, field("rested") { $0.features?.isRested == true },
      ]),
    ]
  }

  private func field(_ name: String, of belongs: (PlayerResult) -> Bool) -> DocumentValue.Field {
    DocumentValue.Field(name, BetTally(results.filter(belongs)).value)
  }

  /// The smallest and the largest error; of equal ones the first. Empty when every row is void.
  var highlights: DocumentValue {
    let valid = results.filter { $0.grade.absoluteError != nil }
    func error(_ result: PlayerResult) -> Double { result.grade.absoluteError ?? 0 }
    guard let best = valid.min(by: { error($0) < error($1) }),
      let worst = valid.reversed().max(by: { error($0) <= error($1) })
    else { return [:] }
    return [
      "best_prediction": best.highlight(withMinutes: false), "worst_prediction": worst.highlight(withMinutes: true),
    ]
  }
}

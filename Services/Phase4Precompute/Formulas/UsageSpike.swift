/// How much more of the offence a player is expected to carry than lately, from −3 to +3.
struct UsageSpike: Equatable {
  let score: Double

  /// The score: 0.3 for each point of usage over the baseline, more of it when stars are out and it is positive.
  ///
  /// - Parameters:
  ///   - projected: usage in percent expected in this game.
  ///   - baseline: mean usage of his last seven games; with 0 the score is 0.
  init(projected: Double, baseline: Double, starsOut: Int = 0) {
    var score = baseline == 0 ? 0 : 0.3 * (projected - baseline)
    if score > 0 {
      score *= starsOut >= 2 ? 1.3 : starsOut == 1 ? 1.15 : 1
    }
    self.score = min(3, max(-3, score))
  }
}

/// How much a row stands on, against the window it looks at.
struct SampleTier {
  /// Games that are there.
  let games: Int
  /// Games looked at.
  let window: Int

  /// Whether the window is not full, as it is early in a season.
  var isEarly: Bool { games < window }

  /// What is lacking; nil when nothing is.
  var reason: String? { isEarly ? "\(games) of \(window) games" : nil }

  /// `high` from `high` games, `medium` from `medium`, else `low`.
  func name(high: Int, medium: Int) -> String {
    games >= high ? "high" : games >= medium ? "medium" : "low"
  }
}

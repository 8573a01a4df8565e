extension SourcePolicy {
  /// How each provider is treated: none publishes a limit that this comes near.
  static func provider(_ source: String) -> SourcePolicy {
    switch source {
    case "nba_stats": SourcePolicy(interval: .milliseconds(600), concurrency: 2)
    case "nba_cdn": SourcePolicy(interval: .milliseconds(200), concurrency: 4)
    case "balldontlie": SourcePolicy(interval: .milliseconds(150), concurrency: 2)
    case "bettingpros": SourcePolicy(interval: .milliseconds(2500), concurrency: 1)
    case "odds_api": SourcePolicy(interval: .milliseconds(200), concurrency: 2)
    default: SourcePolicy(interval: .seconds(1), concurrency: 1)
    }
  }

  /// The simulator bears more, and answers sooner.
  static func simulator(_ source: String) -> SourcePolicy {
    var policy = SourcePolicy(interval: .zero, concurrency: 4)
    policy.firstPause = .milliseconds(20)
    policy.longestPause = .seconds(1)
    policy.breakerFailures = 30
    policy.breakerPause = .seconds(2)
    return policy
  }
}

/// How a source is treated: its pace, its patience, its breaker.
public struct SourcePolicy: Hashable, Sendable {
  /// The least time between the starts of two requests.
  public var interval: Duration
  /// Requests under way at once.
  public var concurrency: Int
  /// Requests for one answer, the first included.
  public var tries = 5
  /// The first pause before another try; each further one doubles.
  public var firstPause = Duration.seconds(1)
  /// The longest pause of our own.
  public var longestPause = Duration.seconds(60)
  /// The longest pause that a server may ask for and get; beyond it the request fails at once.
  public var longestObeyed = Duration.seconds(120)
  /// Failures in a row after which the source is left alone.
  public var breakerFailures = 10
  /// How long it is left alone.
  public var breakerPause = Duration.seconds(900)

  /// A source with a pace.
  public init(interval: Duration, concurrency: Int = 4) {
    self.interval = interval
    self.concurrency = concurrency
  }

  /// The pause before try `number` (2 or more): doubled each time, capped, of which a random part of half to all is taken,
  /// so that many clients do not come back together.
  func pause(before number: Int, chance: Double) -> Duration {
    var pause = firstPause
    for _ in 2..<max(number, 2) where pause < longestPause { pause = pause * 2 }
    return min(pause, longestPause) * (0.5 + 0.5 * chance)
  }
}

/// How long the consumption loop waits before it tries a message again: doubling from `first` up to `longest`, and of
/// that a random part between a half and the whole, so that processes that failed together do not return together.
public struct RetryBackoff: Hashable, Sendable {
  /// The longest wait after the first failure.
  public var first: Duration
  /// The longest wait after any failure.
  public var longest: Duration

  /// A back-off; half a second to half a minute unless said otherwise.
  public init(first: Duration = .milliseconds(500), longest: Duration = .seconds(30)) {
    self.first = first
    self.longest = longest
  }

  /// The wait after the `failure`-th failure in a row, counted from 1.
  public func delay(
    afterFailure failure: Int, using random: inout some RandomNumberGenerator
  ) -> Duration {
    let doublings = min(max(failure - 1, 0), 30)
    let whole = min(first * (1 << doublings), longest)
    return whole * Double.random(in: 0.5...1, using: &random)
  }
}

/// How long to wait before the next try: doubling from one second, capped at a minute, half of it left to chance.
public enum Backoff {
  /// The wait after the `attempt`th try, counted from 1.
  public static func delay(attempt: Int, random: Double = .random(in: 0...1)) -> Duration {
    let full = min(60, Double(1 << min(max(attempt, 1) - 1, 6)))
    return .milliseconds(Int(1000 * (full / 2 + full / 2 * random)))
  }
}

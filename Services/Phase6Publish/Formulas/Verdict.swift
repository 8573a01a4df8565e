/// What became of a prediction. A void takes precedence over all others.
enum Verdict: String, Sendable, CaseIterable {
  case win = "WIN"
  case loss = "LOSS"
  case push = "PUSH"
  case pass = "PASS"
  case noLine = "NO_LINE"
  case void = "VOID"

  /// Whether a side was taken on a line that stood.
  var isBet: Bool { self == .win || self == .loss || self == .push }
}

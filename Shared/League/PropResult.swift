/// How a player's points compare with his line (F10). A push is neither side's win.
public enum PropResult: String, Sendable, CaseIterable {
  case over = "OVER"
  case push = "PUSH"
  case under = "UNDER"

  /// The result of `points` against `line`.
  public init(points: Int, line: Double) {
    let points = Double(points)
    self = points > line ? .over : points == line ? .push : .under
  }
}

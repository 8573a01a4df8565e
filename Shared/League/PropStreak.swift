/// How many played games in a row, the latest first, went over or under a line. At most one of the two is positive.
public struct PropStreak: Hashable, Sendable {
  /// Games in a row over the line.
  public let over: Int
  /// Games in a row under the line.
  public let under: Int

  /// The streak against `line`; a push is passed over, and the first game on the other side ends it.
  ///
  /// - Parameter pointsNewestFirst: points of the games he played in, the latest first.
  public init(pointsNewestFirst: some Sequence<Int>, line: Double) {
    var side: PropResult?
    var length = 0
    for points in pointsNewestFirst {
      let result = PropResult(points: points, line: line)
      if result == .push { continue }
      if let side, result != side { break }
      side = result
      length += 1
    }
    self.over = side == .over ? length : 0
    self.under = side == .under ? length : 0
  }
}

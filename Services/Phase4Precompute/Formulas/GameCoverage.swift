import League

/// The last games that a team has finished, and those of them that a table has rows of.
///
/// This is how much of what should be there is there. Whether a player was on the floor has no part in it: a game that he
/// sat out is not missing.
struct GameCoverage {
  /// Dates of the team's last games, oldest first, at most sixteen.
  private let finals: [GameDate]
  private var recorded: UInt16 = 0
  /// Percent from which a window counts as complete.
  static let completeFrom = 70.0

  /// A team's last finished games, none of them recorded yet.
  ///
  /// - Parameter finals: ascending; the last sixteen at most are looked at.
  init(finals: some Collection<GameDate>) {
    self.finals = Array(finals.suffix(16))
  }

  /// Games that are looked at.
  var count: Int { finals.count }

  /// Notes that there are rows of the game of a date; a date that is not looked at is passed over.
  mutating func record(_ date: GameDate) {
    guard let index = finals.lastIndex(of: date) else { return }
    recorded |= 1 << UInt16(index)
  }

  /// How many of the last games there should be, and are.
  func window(ofLast games: Int) -> Window {
    let expected = min(games, finals.count)
    return Window(expected: expected, actual: (recorded >> UInt16(finals.count - expected)).nonzeroBitCount)
  }

  /// The same over the games on dates from `start` on.
  func window(since start: GameDate) -> Window {
    window(ofLast: finals.count { $0 >= start })
  }

  /// Games that should be there, and that are.
  struct Window: Equatable {
    var expected = 0
    var actual = 0
    var missing: Int { expected - actual }
    /// 100 where nothing is expected.
    var percent: Double { expected == 0 ? 100 : 100 * Double(actual) / Double(expected) }
    /// Whether enough is there to rely on.
    var isComplete: Bool { percent >= GameCoverage.completeFrom }
  }
}

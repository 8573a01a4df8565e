import League

/// How many of the games that should be known are known.
struct Coverage: Hashable {
  var expected = 0
  var actual = 0

  var missing: Int { expected - actual }
  /// 100 when nothing was expected.
  var percentage: Double { expected == 0 ? 100 : 100 * Double(actual) / Double(expected) }
  var isComplete: Bool { actual >= expected }
}

/// The games before a date that a context should rest on, and whether each is known.
struct Completeness {
  /// A final game, and whether its rows are there.
  struct Game: Hashable {
    var date: GameDate
    var isCovered: Bool
  }

  private let date: GameDate
  private let games: [Game]

  /// - Parameter games: the games before `date`, oldest first.
  init(before date: GameDate, games: [Game]) {
    self.date = date
    self.games = games
  }

  /// The whole season so far.
  var season: Coverage { Self.coverage(games[...]) }

  /// The last `count` games; fewer when there are fewer.
  func last(_ count: Int) -> Coverage { Self.coverage(games.suffix(count)) }

  /// The games with D − days ≤ date < D.
  func inLast(days: Int) -> Coverage {
    let first = date.adding(days: -days)
    return Self.coverage(games[(games.lastIndex { $0.date < first }.map { $0 + 1 } ?? 0)...])
  }

  private static func coverage(_ games: ArraySlice<Game>) -> Coverage {
    Coverage(expected: games.count, actual: games.count(where: \.isCovered))
  }
}

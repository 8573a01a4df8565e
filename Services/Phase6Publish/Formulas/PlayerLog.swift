import League
import Pipeline

/// The games that a player played, oldest first: those that count for averages and in which he was on the floor.
struct PlayerLog: Sendable {
  let games: EntityRows<PlayedGame>

  init(_ games: EntityRows<PlayedGame>) {
    self.games = games.keeping { $0.isActive && $0.countsForAverages && $0.points != nil }
  }

  var count: Int { games.count }
  var last: PlayedGame? { games.last }

  /// Mean points of the last `count` games, or of all.
  func points(last count: Int = .max) -> Double? {
    games.suffix(count).lazy.compactMap(\.points).map(Double.init).mean
  }

  /// Mean minutes of the last `count` games, or of all.
  func minutes(last count: Int = .max) -> Double? {
    games.suffix(count).lazy.compactMap(\.minutes).mean
  }

  /// Mean points of the games that satisfy a condition, and their number.
  func points(where isWanted: (PlayedGame) -> Bool) -> (mean: Double?, games: Int) {
    let wanted = games.filter(isWanted)
    return (wanted.lazy.compactMap(\.points).map(Double.init).mean, wanted.count)
  }

  /// Every game with the days without a game before it: 0 on consecutive days, nil for the first.
  var rests: [(game: PlayedGame, days: Int?)] {
    var before: GameDate?
    return games.map { game in
      defer { before = game.gameDate }
      return (game, before.map { game.gameDate.days(since: $0) - 1 })
    }
  }

  /// The games that had a line, oldest first.
  var lined: EntityRows<PlayedGame> { games.keeping { $0.result != nil } }

  /// How many games in a row, up to the last, ended on one side of their lines. A push ends a streak, and is none.
  var streak: (side: LineResult, games: EntityRows<PlayedGame>)? {
    let lined = lined
    guard let side = lined.last?.result, side != .push else { return nil }
    let count = lined.reversed().prefix { $0.result == side }.count
    return (side, lined.suffix(count))
  }
}

/// Games by what became of their lines.
struct LineTally: Sendable {
  var games = 0
  var overs = 0
  var unders = 0

  init(_ games: some Sequence<PlayedGame>) {
    for game in games { add(game.result) }
  }

  init() {}

  /// Counts a game; one without a line counts as a game alone.
  mutating func add(_ result: LineResult?) {
    games += 1
    if result == .over { overs += 1 }
    if result == .under { unders += 1 }
  }

  /// Games that went over or under.
  var decided: Int { overs + unders }
  /// Overs among the decided; nil without one.
  var overRate: Double? { share(overs, of: decided) }
}

import League
import Pipeline

/// The games that a player played, oldest first: those that count for averages and in which he was on the floor.
///
/// Games are large, and every document asks each of them for a field or two: here they are asked in their places, and not
/// copied.
struct PlayerLog: Sendable {
  let games: EntityRows<PlayedGame>

  init(_ games: EntityRows<PlayedGame>) {
    self.games = games.keeping { $0.isLogged }
  }

  var count: Int { games.count }
  /// Mean points of all games; nil without one.
  var average: Double? { games.meanPoints }
  var last: PlayedGame? { games.last }

  /// Mean points of the last `count` games.
  func points(last count: Int) -> Double? { games.suffix(count).meanPoints }

  /// Mean minutes of the last `count` games, or of all.
  func minutes(last count: Int = .max) -> Double? {
    let games = games.suffix(count)
    return games.indices.lazy.compactMap { games[$0].minutes }.mean
  }

  /// For every game the days without a game before it: 0 on consecutive days, nil for the first.
  var restDays: [Int?] {
    var before: GameDate?
    return games.indices.map { index in
      let date = games[index].gameDate
      defer { before = date }
      return before.map { date.days(since: $0) - 1 }
    }
  }

  /// Every game with the days without a game before it.
  var rests: Zip2Sequence<EntityRows<PlayedGame>, [Int?]> { zip(games, restDays) }

  /// The games whose places among all satisfy a condition.
  func part(where isWanted: (Int) -> Bool) -> Part {
    var part = Part()
    for index in games.indices where isWanted(index) { part.add(games[index].points, games[index].result) }
    return part
  }

  /// The games in some places among all.
  func part(at places: some Sequence<Int>) -> Part {
    var part = Part()
    for index in places { part.add(games[index].points, games[index].result) }
    return part
  }

  /// The games after so many days without a game.
  func part(restDays: [Int?], where isWanted: (Int) -> Bool) -> Part {
    part { restDays[$0 - games.startIndex].map(isWanted) == true }
  }

  /// Some of the games: how many, their points, and what became of their lines.
  struct Part: Sendable {
    private(set) var tally = LineTally()
    private var points = 0.0

    fileprivate mutating func add(_ points: Int?, _ result: LineResult?) {
      self.points += Double(points ?? 0)
      tally.add(result)
    }

    var games: Int { tally.games }
    /// Mean points; nil without a game.
    var mean: Double? { games == 0 ? nil : points / Double(games) }
  }

  /// The games that had a line, oldest first.
  var lined: EntityRows<PlayedGame> { games.keeping { $0.result != nil } }

  /// The last `count` games of a log that had a line, oldest first; looks no further back than it must.
  static func lined(_ games: EntityRows<PlayedGame>, last count: Int) -> EntityRows<PlayedGame> {
    games.last(count) { $0.isLogged && $0.result != nil }
  }

  /// How many games in a row, up to the last, ended on one side of their lines. A push ends a streak, and is none.
  var streak: (side: LineResult, games: EntityRows<PlayedGame>)? {
    let lined = lined
    guard let side = lined.last?.result, side != .push else { return nil }
    return (side, lined.run(of: side))
  }
}

extension PlayerLog {
  /// Writes a field that lists the last `count` games in full, the newest first.
  func writeLines(_ name: StaticString, last count: Int = .max, to json: inout JSONText) {
    json.key(name)
    json.array { json in
      for index in games.indices.suffix(count).reversed() {
        games[index].writtenLine.write(to: &json) { games[index].writeLine(&$0) }
      }
    }
  }

  /// Writes a field that tells of the last `count` games, the newest first.
  func writeForm(_ name: StaticString, last count: Int, to json: inout JSONText) {
    json.objects(name, games.indices.suffix(count).reversed()) { json, index in
      json.field("game_date", games[index].gameDate)
      json.field("opponent", games[index].opponent)
      json.field("points", games[index].points)
      json.field("minutes", games[index].minutes, scale: 1)
      json.field("line", games[index].line, scale: 1)
      json.field("result", games[index].result?.rawValue)
    }
  }
}

extension PlayedGame {
  /// Whether it belongs to a log: it counts for averages, and he was on the floor.
  fileprivate var isLogged: Bool { isActive && countsForAverages && points != nil }
}

extension EntityRows<PlayedGame> {
  /// Mean points of the games that have them; nil without one.
  var meanPoints: Double? {
    indices.lazy.compactMap { self[$0].points.map(Double.init) }.mean
  }

  /// Mean points over the line of the games that have one; nil without one.
  var meanMargin: Double? {
    indices.lazy.compactMap { self[$0].margin }.mean
  }

  /// The games up to the last that ended on one side of their lines, without one between that did not.
  func run(of side: LineResult) -> EntityRows {
    var start = endIndex
    while start > startIndex, self[start - 1].result == side { start -= 1 }
    return self[start...]
  }
}

/// Games by what became of their lines.
struct LineTally: Sendable {
  var games = 0
  var overs = 0
  var unders = 0

  init(_ games: EntityRows<PlayedGame>) {
    for index in games.indices { add(games[index].result) }
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

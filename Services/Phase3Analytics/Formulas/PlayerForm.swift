import League

/// A player's season before a date, from the games he was on the floor in.
struct PlayerForm {
  let rest: RestDays
  /// Games he played in, oldest first; the cup final is among them.
  let played: ArraySlice<PlayedGame>
  /// Those that count for averages.
  private let counted: ArraySlice<PlayedGame>

  /// The season so far, from a player's earlier games, oldest first.
  init(before date: GameDate, games: ArraySlice<PlayedGame>) {
    self.played = games.keeping(\.isActive)
    self.counted = played.keeping(\.countsForAverages)
    self.rest = RestDays(before: date, played: played.map(\.gameDate))
  }

  /// Games that count for averages.
  var games: Int { counted.count }

  /// Minutes played with D − days ≤ date < D.
  func minutes(inLast days: Int) -> Double {
    let first = rest.date.adding(days: -days)
    return played.reversed().prefix { $0.gameDate >= first }.reduce(0) { $0 + ($1.minutes ?? 0) }
  }

  /// Minutes of the last 7 days for each game in them; nil without one.
  var minutesPerGameInLast7Days: Double? {
    let games = rest.games(inLast: 7)
    return games == 0 ? nil : minutes(inLast: 7) / Double(games)
  }

  /// Mean points of the last `count` played games, or of what there is; nil without any.
  func points(inLast count: Int) -> Double? {
    counted.suffix(count).lazy.compactMap(\.points).map(Double.init).mean
  }

  /// Mean usage of the last `count` played games for which it is known.
  func usage(inLast count: Int) -> Double? {
    counted.suffix(count).lazy.compactMap(\.usage).mean
  }

  /// Field goal share of the season less that of the last five games; nil below six games with shot counts.
  var shootingDecline: Double? {
    let known = counted.keeping { $0.fieldGoalsAttempted != nil && $0.fieldGoalsMade != nil }
    guard known.count >= 6, let season = Self.share(known), let recent = Self.share(known.suffix(5)) else { return nil }
    return season - recent
  }

  /// Points of the played games, the latest first.
  var pointsNewestFirst: some Sequence<Int> {
    counted.reversed().lazy.compactMap(\.points)
  }

  private static func share(_ games: ArraySlice<PlayedGame>) -> Double? {
    let attempts = games.reduce(0) { $0 + ($1.fieldGoalsAttempted ?? 0) }
    let makes = games.reduce(0) { $0 + ($1.fieldGoalsMade ?? 0) }
    return attempts == 0 ? nil : Double(makes) / Double(attempts)
  }
}

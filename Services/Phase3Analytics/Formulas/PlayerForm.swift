import League
import Pipeline

/// A player's season before a date, from the games he was on the floor in.
struct PlayerForm {
  let rest: RestDays
  /// Games he played in, oldest first; the cup final is among them.
  let played: EntityRows<PlayedGame>
  /// Those that count for averages.
  private let counted: EntityRows<PlayedGame>

  /// The season so far, from a player's earlier games, oldest first.
  init(before date: GameDate, games: EntityRows<PlayedGame>) {
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

  /// Mean minutes of the last `count` played games; nil without any.
  func minutesPerGame(inLast count: Int) -> Double? {
    counted.suffix(count).lazy.compactMap(\.minutes).mean
  }

  /// Whether his team misses him: ten games this season with 18 points on average, or 12 in 28 minutes.
  var isStar: Bool {
    guard games >= 10, let points = points(inLast: games), let minutes = minutesPerGame(inLast: games) else {
      return false
    }
    return points >= 18 || (minutes >= 28 && points >= 12)
  }

  /// Minutes in fourth quarters with D − 7 ≤ date < D; nil without a game, and when one of them is not known.
  var fourthQuarterMinutesInLast7Days: Double? {
    let first = rest.date.adding(days: -7)
    var minutes: Double?
    for game in played.reversed().prefix(while: { $0.gameDate >= first }) {
      guard let played = game.fourthQuarterMinutes else { return nil }
      minutes = (minutes ?? 0) + played
    }
    return minutes
  }

  /// Mean fourth-quarter points of those of the last seven games for which they are known.
  var fourthQuarterPointsInLast7Games: Double? {
    counted.suffix(7).lazy.compactMap(\.fourthQuarterPoints).map(Double.init).mean
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

  private static func share(_ games: EntityRows<PlayedGame>) -> Double? {
    let attempts = games.reduce(0) { $0 + ($1.fieldGoalsAttempted ?? 0) }
    let makes = games.reduce(0) { $0 + ($1.fieldGoalsMade ?? 0) }
    return attempts == 0 ? nil : Double(makes) / Double(attempts)
  }
}

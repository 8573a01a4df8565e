/// Rest and load before a date, from the dates of earlier games of a player or of a team in the season.
public struct RestDays: Sendable {
  /// The date to be played.
  public let date: GameDate
  private let played: [GameDate]

  /// The load before `date`.
  ///
  /// - Parameter played: dates of games in ascending order; those on or after `date` are left out.
  public init(before date: GameDate, played: [GameDate]) {
    self.date = date
    self.played = played.last.map { $0 < date } == true ? played : played.filter { $0 < date }
  }

  /// Days without a game between the previous game and this one (F11): 0 on consecutive days; nil before the first game.
  public var daysRest: Int? {
    played.last.map { date.days(since: $0) - 1 }
  }

  /// Whether the previous game was the day before (F12). False before the first game.
  public var isBackToBack: Bool { daysRest == 0 }

  /// Days without a game between the last game and the one before it; nil with fewer than two games.
  public var daysRestBeforeLastGame: Int? {
    guard played.count >= 2 else { return nil }
    return played[played.count - 1].days(since: played[played.count - 2]) - 1
  }

  /// Days since the latest game that itself came after two or more days of rest; nil when there was none.
  public var daysSinceGameAfterTwoDaysRest: Int? {
    for index in played.indices.dropFirst().reversed() where played[index].days(since: played[index - 1]) >= 3 {
      return date.days(since: played[index])
    }
    return nil
  }

  /// Games in the last `days` days: D − days ≤ date < D.
  public func games(inLast days: Int) -> Int {
    let first = date.adding(days: -days)
    return played.reversed().prefix { $0 >= first }.count
  }

  /// Pairs of games on consecutive days, both in the last `days` days.
  public func backToBacks(inLast days: Int) -> Int {
    let window = played.suffix(games(inLast: days))
    return zip(window, window.dropFirst()).count { $1.days(since: $0) == 1 }
  }
}

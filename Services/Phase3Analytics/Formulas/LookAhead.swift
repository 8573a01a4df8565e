import League

/// What a team had before it as of a date: the next regular-season game, and how many within a week.
///
/// Only the regular season is on a schedule beforehand; of play-in and playoff games neither teams nor dates are known, so
/// they are not looked at, and in them nothing is.
struct LookAhead {
  private let date: GameDate
  private let isRegularSeason: Bool
  private let coming: [TeamCode: [SeasonGame]]

  /// - Parameter type: the type of the date's game at hand.
  init(after date: GameDate, in schedule: [SeasonGame], isRegularSeason: Bool) {
    self.date = date
    self.isRegularSeason = isRegularSeason
    var coming: [TeamCode: [SeasonGame]] = [:]
    if isRegularSeason {
      for game in schedule.sorted(by: { $0.playedOn < $1.playedOn })
      where game.playedOn > date && game.type == .regularSeason {
        coming[game.homeTeam, default: []].append(game)
        coming[game.awayTeam, default: []].append(game)
      }
    }
    self.coming = coming
  }

  /// The next game of a team; nil at the end of its regular season.
  func next(of team: TeamCode) -> SeasonGame? { coming[team]?.first }

  /// Days without a game between this one and the next.
  func daysRest(of team: TeamCode) -> Int? {
    next(of: team).map { $0.playedOn.days(since: date) - 1 }
  }

  /// Games with D < date ≤ D + 7; nil outside the regular season.
  func gamesInNext7Days(of team: TeamCode) -> Int? {
    guard isRegularSeason else { return nil }
    let last = date.adding(days: 7)
    return (coming[team] ?? []).prefix { $0.playedOn <= last }.count
  }
}

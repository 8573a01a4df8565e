import League

/// What each team had before it as of a date: the next regular-season game, and how many within a week.
///
/// Only the regular season is on a schedule beforehand; of play-in and playoff games neither teams nor dates are known, so
/// they are not looked at.
struct LookAhead {
  private let date: GameDate
  private let coming: [TeamCode: [SeasonGame]]

  init(after date: GameDate, in schedule: [SeasonGame]) {
    self.date = date
    var coming: [TeamCode: [SeasonGame]] = [:]
    for game in schedule where game.playedOn > date && game.type == .regularSeason {
      coming[game.homeTeam, default: []].append(game)
      coming[game.awayTeam, default: []].append(game)
    }
    self.coming = coming
  }

  /// The next game of a team; nil at the end of its regular season.
  func next(of team: TeamCode) -> SeasonGame? {
    coming[team]?.min { $0.playedOn < $1.playedOn }
  }

  /// Games with D < date ≤ D + 7.
  func gamesInNext7Days(of team: TeamCode) -> Int {
    let last = date.adding(days: 7)
    return (coming[team] ?? []).count { $0.playedOn <= last }
  }
}

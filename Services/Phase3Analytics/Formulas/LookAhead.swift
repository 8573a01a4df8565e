import League

/// What each team had before it as of a date: the next regular-season game, and how many within a week.
///
/// Of play-in and playoff games neither teams nor dates are known beforehand, so they are not looked at. Of the games that
/// are paired by the Cup only the dates are: a week that reaches them, and a next game behind the first of them, are unknown.
struct LookAhead {
  private let date: GameDate
  private let coming: [TeamCode: [SeasonGame]]
  private let firstUnpaired: GameDate?

  init(after date: GameDate, in schedule: [SeasonGame]) {
    self.date = date
    let games = schedule.filter { $0.playedOn > date && $0.type == .regularSeason }
    var coming: [TeamCode: [SeasonGame]] = [:]
    for game in games {
      coming[game.homeTeam, default: []].append(game)
      coming[game.awayTeam, default: []].append(game)
    }
    self.coming = coming
    firstUnpaired = games.filter(\.isPairedByCup).map(\.playedOn).min()
  }

  /// The next game of a team; nil at the end of its regular season, and where it is not paired yet.
  func next(of team: TeamCode) -> SeasonGame? {
    let next = coming[team]?.min { $0.playedOn < $1.playedOn }
    guard let next, let firstUnpaired else { return next }
    return next.playedOn < firstUnpaired ? next : nil
  }

  /// Games with D < date ≤ D + 7; nil where some of them are not paired yet.
  func gamesInNext7Days(of team: TeamCode) -> Int? {
    let last = date.adding(days: 7)
    if let firstUnpaired, firstUnpaired <= last { return nil }
    return (coming[team] ?? []).count { $0.playedOn <= last }
  }
}

import League
import Pipeline

/// A team's season before a date.
struct TeamForm {
  let rest: RestDays
  private let games: EntityRows<TeamGame>
  private let defended: EntityRows<DefendedGame>

  /// The season so far, from a team's earlier games, oldest first.
  init(before date: GameDate, games: EntityRows<TeamGame>, defended: EntityRows<DefendedGame>) {
    self.games = games
    self.defended = defended
    self.rest = RestDays(before: date, played: games.map(\.gameDate))
  }

  var lastGame: TeamGame? { games.last }

  /// Games of the record: regular season and playoffs.
  var record: (wins: Int, games: Int) {
    var wins = 0
    var count = 0
    for game in games where game.gameType == .regularSeason || game.gameType == .playoffs {
      wins += game.isWin ? 1 : 0
      count += 1
    }
    return (wins, count)
  }

  /// Share of the record's games that it won; nil before the first.
  var winShare: Double? {
    let record = record
    return record.games == 0 ? nil : Double(record.wins) / Double(record.games)
  }

  /// Games in a row, up to the last, that it won.
  var winStreak: Int { games.reversed().prefix { $0.isWin }.count }

  /// Games in a row, up to the last, that it lost.
  var lossStreak: Int { games.reversed().prefix { !$0.isWin }.count }

  /// Mean pace of the last ten games; nil below three.
  var pace: Double? {
    let known = games.last(10, keeping: \.gameType.countsForAverages).compactMap(\.pace)
    return known.count < 3 ? nil : known.mean
  }

  /// Mean defensive rating of the last ten games; nil below three.
  var defensiveRating: Double? {
    let known = lastTenDefended.compactMap(\.defensiveRating)
    return known.count < 3 ? nil : known.mean
  }

  /// Free throws allowed per field goal attempt allowed, over the last ten games; nil below three.
  var freeThrowRateAllowed: Double? {
    var attempts = 0
    var freeThrows = 0
    var count = 0
    for game in lastTenDefended {
      guard let fieldGoals = game.fieldGoalsAttempted, let freeThrow = game.freeThrowsAttempted else { continue }
      attempts += fieldGoals
      freeThrows += freeThrow
      count += 1
    }
    return count < 3 || attempts == 0 ? nil : Double(freeThrows) / Double(attempts)
  }

  private var lastTenDefended: EntityRows<DefendedGame> {
    defended.last(10, keeping: \.countsForAverages)
  }

  /// The team's earlier games on the schedule, each with whether its result is known.
  func completeness(of team: TeamCode, in schedule: [SeasonGame]) -> Completeness {
    let known = Set(games.map(\.gameDate))
    let dates = schedule.lazy.filter { $0.opponent(of: team) != nil && $0.playedOn < rest.date }.map(\.playedOn)
    return Completeness(
      before: rest.date, games: dates.sorted().map { .init(date: $0, isCovered: known.contains($0)) })
  }

  /// The way to a game on the date at hand, after all earlier ones.
  ///
  /// A game whose neutrality is not recorded counts as played at the home side's arena.
  func itinerary(of team: TeamCode, season: Season, to game: ScheduledGame) -> Itinerary {
    var stops = games.map { game in
      Itinerary.Stop(
        date: game.gameDate,
        arena: game.isNeutral == true ? nil : .home(of: game.isHome ? team : game.opponent, in: season),
        isHome: game.isHome && game.isNeutral != true)
    }
    stops.append(
      Itinerary.Stop(
        date: rest.date, arena: game.isNeutral == true ? nil : .home(of: game.homeTeam, in: season),
        isHome: game.homeTeam == team && game.isNeutral != true))
    return Itinerary(home: .home(of: team, in: season), stops: stops)
  }
}

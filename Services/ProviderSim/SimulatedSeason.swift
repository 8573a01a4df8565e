import League

/// A season played from opening night to the last final.
struct SimulatedSeason {
  let season: Season
  private let seed: UInt64
  private(set) var teams: [SimulatedTeam]
  private(set) var games: [FinishedGame] = []

  /// Plays a season with the given teams, which come out of it as its trade left them.
  init(season: Season, teams: [SimulatedTeam], gamesPerTeam: Int, seed: UInt64) {
    self.season = season
    self.teams = teams
    self.seed = seed
    var dice = Dice(seed: seed, part: UInt64(season.startYear), 0)
    let opening =
      season.openingNight ?? GameDate(year: season.startYear, month: 10, day: 25) ?? season.partitionDate
    let schedule = RegularSchedule(teams: teams.count, rounds: gamesPerTeam, opening: opening, dice: &dice)
    let tradeDate = schedule.fixtures[schedule.fixtures.count / 2].date
    var isTradeDone = false
    var isCupFinalDue = true
    for fixture in schedule.fixtures {
      if !isTradeDone, fixture.date >= tradeDate {
        trade()
        isTradeDone = true
      }
      if isCupFinalDue, fixture.date > schedule.cupFinalDate {
        playCupFinal(on: schedule.cupFinalDate)
        isCupFinalDue = false
      }
      play(fixture)
    }
    playPostseason(after: games.last?.date ?? opening)
  }

  private mutating func play(_ fixture: Fixture) {
    var dice = Dice(
      seed: seed, part: UInt64(season.startYear), UInt64(fixture.kind.digit), UInt64(fixture.number))
    let play = SimulatedGame(
      home: teams[fixture.home], away: teams[fixture.away], goesToOvertime: fixture.goesToOvertime, dice: &dice)
    games.append(FinishedGame(id: fixture.id(in: season), season: season, fixture: fixture, play: play))
  }

  /// One player changes teams; which teams deal depends on the season.
  private mutating func trade() {
    let giver = season.startYear * 2 % teams.count
    let taker = (giver + 1) % teams.count
    teams[taker].roster.append(teams[giver].roster.remove(at: 2))
  }

  private mutating func playCupFinal(on date: GameDate) {
    let winners = games.filter { $0.fixture.cupRound == "semifinal" }.map {
      $0.homeWon ? $0.fixture.home : $0.fixture.away
    }
    guard winners.count == 2 else { return }
    play(
      Fixture(
        kind: .cupFinal, number: 1, date: date, home: winners[0], away: winners[1], tipOff: 1230, cupRound: "final"))
  }

  /// Two play-in games, two semifinal series and a final, each series to two wins.
  private mutating func playPostseason(after lastDate: GameDate) {
    let seeds = standings()
    let playInDate = lastDate.adding(days: 2)
    play(Fixture(kind: .playIn, number: 101, date: playInDate, home: seeds[2], away: seeds[5], tipOff: 1170))
    play(Fixture(kind: .playIn, number: 201, date: playInDate, home: seeds[3], away: seeds[4], tipOff: 1320))
    let qualified = games.suffix(2).map { $0.homeWon ? $0.fixture.home : $0.fixture.away }
    let first = playInDate.adding(days: 2)
    let champions = [
      playSeries(round: 3, series: 0, home: seeds[0], away: qualified[1], from: first),
      playSeries(round: 3, series: 1, home: seeds[1], away: qualified[0], from: first),
    ]
    let finals = (games.last?.date ?? first).adding(days: 3)
    games.sort { ($0.date, $0.id) < ($1.date, $1.id) }
    _ = playSeries(round: 4, series: 0, home: champions[0], away: champions[1], from: finals)
  }

  private mutating func playSeries(round: Int, series: Int, home: Int, away: Int, from date: GameDate) -> Int {
    var wins = (home: 0, away: 0)
    for game in 1...3 where max(wins.home, wins.away) < 2 {
      let isAtHome = game != 2
      play(
        Fixture(
          kind: .playoffs, number: round * 100 + series * 10 + game, date: date.adding(days: 2 * (game - 1)),
          home: isAtHome ? home : away, away: isAtHome ? away : home, tipOff: series == 0 ? 1200 : 1350))
      if games[games.count - 1].homeWon == isAtHome { wins.home += 1 } else { wins.away += 1 }
    }
    return wins.home == 2 ? home : away
  }

  /// The teams by regular-season wins.
  private func standings() -> [Int] {
    var wins = [Int](repeating: 0, count: teams.count)
    for game in games where game.fixture.kind == .regularSeason {
      wins[game.homeWon ? game.fixture.home : game.fixture.away] += 1
    }
    return wins.indices.sorted { (wins[$0], $1) > (wins[$1], $0) }
  }
}

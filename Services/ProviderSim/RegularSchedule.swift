import League

/// The regular season's calendar: rounds in which every team plays once, each round over two game dates, a day of rest
/// after every third date. So teams play about every other day, and now and then two days running; where, ``HomeSides`` says.
struct RegularSchedule {
  private(set) var fixtures: [Fixture] = []
  /// A day of rest in the second half, for the Cup final.
  private(set) var cupFinalDate: GameDate

  /// - Parameter rounds: games of each team.
  init(teams: Int, rounds: Int, opening: GameDate, dice: inout Dice) {
    cupFinalDate = opening
    var number = 0
    let sides = HomeSides(pairs: (0..<rounds).map { Self.pairs(teams: teams, round: $0) })
    for round in 0..<rounds {
      let pairs = dice.shuffled(Self.pairs(teams: teams, round: round))
      for half in 0..<2 {
        let gameDay = 2 * round + half
        let date = opening.adding(days: gameDay + gameDay / 3)
        for (slot, pair) in pairs.enumerated() where (slot < (pairs.count + 1) / 2) == (half == 0) {
          number += 1
          let (home, away) = sides.isHome(pair.0, in: round) ? pair : (pair.1, pair.0)
          fixtures.append(
            Fixture(
              kind: .regularSeason, number: number, date: date, home: home, away: away,
              tipOff: [1140, 1170, 1200, 1350][slot % 4]))
        }
        if gameDay % 3 == 2, gameDay <= 2 * rounds * 2 / 3 { cupFinalDate = date.adding(days: 1) }
      }
    }
    fixtures[fixtures.count / 3].goesToOvertime = true
    markCupSemifinals()
  }

  /// The two semifinals count as regular season: the first two games of the last date before the final.
  private mutating func markCupSemifinals() {
    let eve = cupFinalDate.adding(days: -1)
    for index in fixtures.indices.filter({ fixtures[$0].date == eve }).prefix(2) {
      fixtures[index].cupRound = "semifinal"
    }
  }

  /// The circle method: the first team stands still, the others move on by one each round.
  private static func pairs(teams: Int, round: Int) -> [(Int, Int)] {
    let circle = teams - 1
    let order = [0] + (0..<circle).map { ($0 + round) % circle + 1 }
    return (0..<teams / 2).map { (order[$0], order[teams - 1 - $0]) }
  }
}

import League
import Pipeline

/// Which games of each team have player rows.
struct TeamCoverage {
  private let games: PastRows<TeamGame>
  private let boxed: [TeamCode: Set<GameDate>]

  init(games: PastRows<TeamGame>, appearances: PastRows<Appearance>) {
    self.games = games
    boxed = Dictionary(
      uniqueKeysWithValues: appearances.entities.map { team in (team, Set(appearances.of(team).map(\.gameDate))) })
  }

  /// The games that a player's history should rest on: those of his team at each time since he was first listed with it.
  ///
  /// - Parameter played: his own games, oldest first.
  func games(of played: EntityRows<PlayedGame>, before date: GameDate) -> Completeness {
    var spells: [(team: TeamCode, from: GameDate)] = []
    for game in played where game.team != spells.last?.team {
      spells.append((game.team, game.gameDate))
    }
    var expected: [Completeness.Game] = []
    for (index, spell) in spells.enumerated() {
      let end = index + 1 < spells.count ? spells[index + 1].from : date
      for game in games.of(spell.team, since: spell.from) where game.gameDate < end {
        expected.append(.init(date: game.gameDate, isCovered: boxed[spell.team]?.contains(game.gameDate) == true))
      }
    }
    return Completeness(before: date, games: expected)
  }
}

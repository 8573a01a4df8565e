import League

/// A game that was played, with what goes into the archive's lines.
struct FinishedGame {
  let id: String
  let season: Season
  let fixture: Fixture
  let play: SimulatedGame

  var home: TeamCode { play.home.team.code }
  var away: TeamCode { play.away.team.code }
  var date: GameDate { fixture.date }
  var homeWon: Bool { play.home.points > play.away.points }

  /// The same game on another date.
  func moved(to date: GameDate) -> FinishedGame {
    FinishedGame(id: id, season: season, fixture: fixture.moved(to: date), play: play)
  }

  /// Both sides as the box files list them: visitors first.
  var sides: [(side: TeamGame, opponent: TeamGame, isHome: Bool)] {
    [(play.away, play.home, false), (play.home, play.away, true)]
  }
}

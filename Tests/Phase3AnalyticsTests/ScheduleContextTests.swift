import League
import Pipeline
import Testing
import Warehouse

@testable import Phase3Analytics

@Suite struct ScheduleContextTests {
  private static func game(
    _ day: String, _ home: TeamCode, _ away: TeamCode, type: GameType = .regularSeason
  ) -> SeasonGame {
    SeasonGame(
      gameDate: Fixtures.season.partitionDate, gameID: "\(day)\(home.rawValue)", playedOn: Fixtures.day(day),
      type: type,
      homeTeam: home, awayTeam: away)
  }

  static let schedule = [
    game("2024-10-22", .nyk, .bos), game("2025-01-13", .nyk, .bos), game("2025-01-14", .nyk, .atl),
    game("2025-01-17", .bos, .nyk), game("2025-01-18", .nyk, .mia), game("2025-01-21", .nyk, .phi),
    game("2025-01-22", .nyk, .phi), game("2025-01-20", .nyk, .lal, type: .playoffs),
  ]

  @Test("a team's next game, its rest before it and its week are on the schedule; playoff games are not known yet")
  func lookAhead() throws {
    let games = [
      Fixtures.teamGame(.nyk, on: "2025-01-13"), Fixtures.teamGame(.bos, on: "2025-01-10", margin: 4),
      Fixtures.teamGame(.bos, on: "2025-01-12", margin: 4), Fixtures.teamGame(.bos, on: "2025-01-13", margin: -5),
    ]
    let row = try #require(TeamContextTests.rows(games: games, season: Self.schedule).first { $0.team == .nyk })
    #expect(row.nextGameDaysRest == 2)
    #expect(row.gamesInNext7Days == 3)
    #expect(row.nextOpponentWinShare == 0.667)
    #expect(row.isNextGamePrimetime == nil)
    let away = try #require(TeamContextTests.rows(games: games, season: Self.schedule).first { $0.team == .atl })
    #expect(away.nextGameDaysRest == nil)
    #expect(away.gamesInNext7Days == 0)
  }

  @Test("in the playoffs nothing ahead is known, and an unknown count is not zero")
  func playoffs() throws {
    var game = TeamContextTests.game
    game.gameID = "0042400101"
    let row = try #require(TeamContextTests.rows(game: game, games: [], season: Self.schedule).first)
    #expect(row.nextGameDaysRest == nil)
    #expect(row.gamesInNext7Days == nil)
  }

  /// The Cup's second stage of a season: on two days thirty teams have games that its group stage pairs.
  private static func cupSchedule(_ twoDigits: String) -> [SeasonGame] {
    var games = [
      game("2025-01-15", .nyk, .bos), game("2025-01-18", .nyk, .mia), game("2025-01-20", .lal, .nyk),
      game("2025-01-29", .nyk, .phi),
    ]
    for (index, number) in ["01200", "01201", "01229", "01199"].enumerated() {
      games[index].gameID = "002\(twoDigits)\(number)"
    }
    return games
  }

  @Test("whom the Cup pairs is not known ahead: the week that reaches its games and the next game behind them are null")
  func cup() throws {
    func ahead(_ day: String, _ schedule: [SeasonGame] = Self.cupSchedule("24")) -> LookAhead {
      LookAhead(after: Fixtures.day(day), in: schedule)
    }
    // Before the stage: its first game is known to be on the 18th, and nothing else.
    #expect(ahead("2025-01-10").next(of: .nyk)?.playedOn == Fixtures.day("2025-01-15"))
    #expect(ahead("2025-01-10").gamesInNext7Days(of: .nyk) == 1)
    #expect(ahead("2025-01-11").gamesInNext7Days(of: .nyk) == nil)
    #expect(ahead("2025-01-11").gamesInNext7Days(of: .atl) == nil, "everybody's null tells of nobody")
    #expect(ahead("2025-01-15").next(of: .nyk) == nil)
    // Between its games the next ones depend on the last.
    #expect(ahead("2025-01-18").next(of: .lal) == nil)
    #expect(ahead("2025-01-18").gamesInNext7Days(of: .lal) == nil)
    // Behind it the schedule is that of the summer again.
    #expect(ahead("2025-01-22").next(of: .nyk)?.opponent(of: .nyk) == .phi)
    #expect(ahead("2025-01-22").gamesInNext7Days(of: .nyk) == 1)
    // Before there was a Cup every number was planned in summer.
    #expect(ahead("2025-01-15", Self.cupSchedule("22")).next(of: .nyk)?.opponent(of: .nyk) == .mia)
    #expect(ahead("2025-01-11", Self.cupSchedule("22")).gamesInNext7Days(of: .nyk) == 2)
    // Who meets makes no difference.
    var others = Self.cupSchedule("24")
    (others[1].homeTeam, others[1].awayTeam) = (.lal, .bos)
    for day in ["2025-01-11", "2025-01-15"] {
      for team in [TeamCode.nyk, .mia, .lal, .bos] {
        #expect(ahead(day).next(of: team)?.playedOn == ahead(day, others).next(of: team)?.playedOn)
        #expect(ahead(day).gamesInNext7Days(of: team) == ahead(day, others).gamesInNext7Days(of: team))
      }
    }
  }

  @Test("a scheduled game without a result is missing; the windows that hold it are incomplete")
  func completeness() throws {
    let row = try #require(
      TeamContextTests.rows(games: [Fixtures.teamGame(.nyk, on: "2024-10-22")], season: Self.schedule)
        .first { $0.team == .nyk })
    #expect(row.completeness.expected == 2)
    #expect(row.completeness.actual == 1)
    #expect(row.completeness.percentage == 50)
    #expect(row.coverage7Days == 0)
    #expect(!row.isComplete14Days)
    #expect(!row.completeness.isComplete)
    #expect(row.completeness.reason == "games_without_rows")
    #expect(!row.isEarlySeason)
  }

  @Test("the first seven days are early, the first fourteen and the first week of the playoffs a boundary")
  func stages() {
    let schedule = Self.schedule + [Self.game("2025-04-19", .nyk, .bos, type: .playoffs)]
    func stage(_ day: String) -> SeasonStage { SeasonStage(of: Fixtures.day(day), in: schedule) }
    #expect(stage("2024-10-28") == SeasonStage(isEarly: true, isBoundary: true))
    #expect(stage("2024-10-29") == SeasonStage(isEarly: false, isBoundary: true))
    #expect(stage("2024-11-05") == SeasonStage(isEarly: false, isBoundary: false))
    #expect(stage("2025-01-14") == SeasonStage(isEarly: false, isBoundary: false))
  }

  @Test("completeness of a player follows him across teams, and no window has more than was expected")
  func acrossTeams() throws {
    let days = ["2025-01-02", "2025-01-04", "2025-01-06", "2025-01-08", "2025-01-10", "2025-01-12"]
    let teamGames = days.flatMap { day in [TeamCode.nyk, .lal].map { Fixtures.teamGame($0, on: day) } }
    // Player 1 moves on January 8; nobody of the Lakers has a row on January 10.
    var games = [Fixtures.played(2, on: "2025-01-02", for: .lal)]
    games += ["2025-01-06", "2025-01-08", "2025-01-12"].map { Fixtures.played(2, on: $0, for: .lal) }
    games += days.map { Fixtures.played(3, on: $0) }
    games += ["2025-01-02", "2025-01-06"].map { Fixtures.played(1, on: $0) }
    games += [Fixtures.played(1, on: "2025-01-08", for: .lal), Fixtures.played(1, on: "2025-01-12", for: .lal)]
    let partition = try PlayerContextTests.partition(
      listed: [(1, .nyk)], games: games, teamGames: teamGames)
    let row = try PlayerContextTests.row(1, in: partition)
    #expect(row.completeness.expected == 6)
    #expect(row.completeness.actual == 5)
    #expect(row.gapClass == "DATA_GAP")
    #expect(row.coverageOfLast5 == 80)
    #expect(row.coverage7Days == 66.7)
    #expect(!row.isComplete7Days)
  }

  @Test("a game his team played without him is covered")
  func coveredByTeam() throws {
    let days = ["2025-01-08", "2025-01-10", "2025-01-12"]
    let games = days.map { Fixtures.played(2, on: $0) } + [Fixtures.played(1, on: "2025-01-08")]
    let row = try PlayerContextTests.row(
      1,
      in: PlayerContextTests.partition(
        listed: [(1, .nyk)], games: games, teamGames: days.map { Fixtures.teamGame(.nyk, on: $0) }))
    #expect(row.completeness.expected == 3)
    #expect(row.completeness.percentage == 100)
    #expect(row.gapClass == "NO_GAP")
  }

  @Test("the tip-off is told in the venue's time, and not at all where the venue is unknown")
  func localStart() throws {
    var game = TeamContextTests.game
    game.tipOff = "2025-01-15T00:30:00Z"
    #expect(try TeamContextTests.rows(game: game, games: []).map(\.startTimeLocal) == ["19:30", "19:30"])
    game.isNeutral = true
    #expect(try TeamContextTests.rows(game: game, games: []).first?.startTimeLocal == nil)
  }

  @Test("fourth quarters of the last seven days are added up, and unknown when one of them is")
  func fourthQuarters() throws {
    var games = ["2025-01-08", "2025-01-10"].map { Fixtures.played(1, on: $0) }
    for index in games.indices {
      games[index].fourthQuarterMinutes = 9.5
      games[index].fourthQuarterPoints = 4 + index
    }
    let row = try PlayerContextTests.row(1, in: PlayerContextTests.partition(listed: [(1, .nyk)], games: games))
    #expect(row.fourthQuarterMinutes == 19)
    #expect(row.fourthQuarterProduction == 4.5)
    games[1].fourthQuarterMinutes = nil
    let unknown = try PlayerContextTests.row(1, in: PlayerContextTests.partition(listed: [(1, .nyk)], games: games))
    #expect(unknown.fourthQuarterMinutes == nil)
  }
}

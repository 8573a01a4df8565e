import League
import Pipeline
import Testing
import Warehouse

@testable import Phase3Analytics

@Suite struct PlayerContextTests {
  static let date = Fixtures.day("2025-01-14")

  static func context(_ team: TeamCode, against opponent: TeamCode, daysSinceLastGame: Int? = 1) -> TeamContext {
    var context = TeamContext()
    context.gameDate = date
    context.team = team
    context.opponent = opponent
    context.gameID = "0022400550"
    context.season = Fixtures.season
    context.isHome = team == .nyk
    context.daysSinceLastGame = daysSinceLastGame
    context.daysRest = daysSinceLastGame.map { $0 - 1 }
    context.spread = team == .nyk ? -4.5 : 4.5
    context.total = 220.5
    context.travelMiles = 750
    context.pace = team == .nyk ? 97 : 101
    return context
  }

  /// - Parameter isList: whether the box tells of those who did not play as well.
  static func partition(
    listed: [(player: Int, team: TeamCode)] = [], isList: Bool = true, props: [PropSnapshot] = [],
    games: [PlayedGame], teamGames: [TeamGame] = [], injuries: [InjuryEntry] = [], earlierInjuries: [InjuryEntry] = [],
    contexts: [TeamContext] = [context(.nyk, against: .atl), context(.atl, against: .nyk)]
  ) throws -> Partition<UpcomingPlayerGameContext.Row> {
    let table = UpcomingPlayerGameContext()
    var contents = AsOfView.Contents()
    contents[table.teams] = contexts
    contents[table.listed] = listed.map {
      ListedPlayer(
        gameDate: date, playerID: $0.player, playerLookup: "player\($0.player)", playerName: "Player \($0.player)",
        team: $0.team, status: isList ? .notPlayed : nil)
    }
    contents[table.props] = props
    contents[table.injuries] = injuries
    contents[table.earlierInjuries] = PastRows(earlierInjuries, before: date)
    contents[table.teamGames] = PastRows(teamGames, before: date)
    contents[table.games] = PastRows(games, before: date)
    contents[table.appearances] = PastRows(
      games.map {
        Appearance(
          gameDate: $0.gameDate, playerID: $0.playerID, playerLookup: "player\($0.playerID)",
          playerName: "Player \($0.playerID)", team: $0.team, isActive: $0.isActive)
      }, before: date)
    return try table.rows(for: date, from: AsOfView(date: date, season: Fixtures.season, contents: contents))
  }

  static func row(_ player: Int, in partition: Partition<UpcomingPlayerGameContext.Row>) throws
    -> UpcomingPlayerGameContext.Row
  {
    try #require(Fixtures.stored(partition).first { $0.playerID == player })
  }

  static let e8Games = zip([1, 3, 5, 7, 10, 12, 13], [30.0, 32, 28, 35, 36, 34, 38]).map { day, minutes in
    Fixtures.played(1, on: "2025-01-\(day < 10 ? "0" : "")\(day)", minutes: minutes)
  }

  @Test("E8 rest and load of a player on January 14")
  func e8() throws {
    let row = try Self.row(1, in: Self.partition(listed: [(1, .nyk)], games: Self.e8Games))
    #expect(row.daysRest == 0)
    #expect(row.isBackToBack)
    #expect(row.daysRestBeforeLastGame == 0)
    #expect(row.daysSinceTwoDaysRest == 4)
    #expect(row.gamesInLast7Days == 4)
    #expect(row.gamesInLast14Days == 7)
    #expect(row.minutesInLast7Days == 143)
    #expect(row.minutesPerGameInLast7Days == 35.8)
    #expect(row.backToBacksInLast14Days == 1)
    #expect(row.daysRest != 1)
    #expect(row.daysSinceTwoDaysRest != 2)
  }

  @Test("E9 a game he did not play in is no zero")
  func e9() throws {
    let games = [
      Fixtures.played(1, on: "2025-01-03", points: 27), Fixtures.played(1, on: "2025-01-05", points: 25),
      Fixtures.played(1, on: "2025-01-07", points: 18), Fixtures.played(1, on: "2025-01-09", points: 22),
      Fixtures.played(1, on: "2025-01-11", points: nil, minutes: 0, isActive: false),
      Fixtures.played(1, on: "2025-01-13", points: 30),
    ]
    let row = try Self.row(1, in: Self.partition(listed: [(1, .nyk)], games: games))
    #expect(row.pointsLast5 == 24.4)
    #expect(row.pointsLast5 != 19.0)
    #expect(row.gamesOfLast5 == 5)
    #expect(row.sampleOfLast5 == "excellent")
    #expect(row.sampleOfLast10 == "limited")
  }

  @Test("E10 streaks against today's line")
  func e10() throws {
    let games = zip(["2025-01-07", "2025-01-09", "2025-01-11", "2025-01-13"], [30, 24, 25, 27]).map {
      Fixtures.played(1, on: $0, points: $1)
    }
    func streaks(_ line: Double) throws -> [Int?] {
      let prop = PropSnapshot(
        gameDate: Self.date, gameID: "0022400550", playerID: 1, market: "player_points", book: "draftkings", line: line,
        minutesBeforeTip: 30, openingLine: nil, isMain: true)
      let row = try Self.row(1, in: Self.partition(listed: [(1, .nyk)], props: [prop], games: games))
      return [row.overStreak, row.underStreak]
    }
    #expect(try streaks(24.5) == [2, 0])
    #expect(try streaks(25) == [1, 0])
    #expect(try streaks(28.5) == [0, 3])
    let without = try Self.row(1, in: Self.partition(listed: [(1, .nyk)], games: games))
    #expect(without.overStreak == nil)
    #expect(!without.hasPropLine)
  }

  @Test("a box of those who played is no list: whoever played in the team's last ten games is expected, nobody else")
  func recentRoster() throws {
    let days = (0..<11).map { "\(Fixtures.day("2024-12-24").adding(days: 2 * $0))" }
    let games =
      days.map { Fixtures.played(1, on: $0) } + [
        Fixtures.played(2, on: "2024-12-26"), Fixtures.played(3, on: "2024-12-24"),
        Fixtures.played(4, on: "2025-01-11"), Fixtures.played(4, on: "2025-01-12", for: .lal),
      ]
    let partition = try Self.partition(listed: [(9, .nyk)], isList: false, games: games)
    #expect(partition.rows.map(\.playerID).sorted() == [1, 2])
    #expect(try Self.row(1, in: partition).qualityIssues.contains("population:recent"))
    #expect(partition.shortcomings.contains { $0.contains("ATL") })
    let without = try Self.partition(games: games)
    #expect(try PartitionRows(without.rows, table: "t").digest == PartitionRows(partition.rows, table: "t").digest)
  }

  @Test("a box that tells of those who did not play is the list")
  func listedRoster() throws {
    let games = [Fixtures.played(1, on: "2025-01-13"), Fixtures.played(2, on: "2025-01-13")]
    let partition = try Self.partition(listed: [(1, .nyk), (9, .nyk)], games: games)
    #expect(partition.rows.map(\.playerID).sorted() == [1, 9])
    #expect(try Self.row(9, in: partition).qualityIssues.contains("population:listed"))
  }

  @Test("before anything is known of any team a date is empty, and says why")
  func nobodyKnown() throws {
    let partition = try Self.partition(games: [])
    #expect(partition.rows.isEmpty)
    #expect(try #require(partition.emptyReason).contains("first games"))
  }

  @Test("a player listed today for his new team is not in the old team's roster as well")
  func tradedToday() throws {
    let games = [Fixtures.played(1, on: "2025-01-13"), Fixtures.played(2, on: "2025-01-13")]
    let partition = try Self.partition(listed: [(1, .atl), (2, .nyk)], games: games)
    #expect(partition.rows.count == 2)
    let row = try Self.row(1, in: partition)
    #expect(row.team == .atl)
    #expect(row.travelMiles == nil)
    #expect(try Self.row(2, in: partition).travelMiles == 750)
  }

  @Test("a player with a line whom nobody lists has a row that says so")
  func quotedOnly() throws {
    let days = ["2025-01-05", "2025-01-07", "2025-01-10", "2025-01-13"]
    let games = days.map { Fixtures.played(1, on: $0) } + [Fixtures.played(5, on: "2025-01-03")]
    let prop = PropSnapshot(
      gameDate: Self.date, gameID: "0022400550", playerID: 5, market: "player_points", book: "draftkings", line: 12.5,
      minutesBeforeTip: 30, openingLine: nil, isMain: true)
    let row = try Self.row(5, in: Self.partition(listed: [(1, .nyk)], props: [prop], games: games))
    #expect(row.qualityIssues.contains("not_listed"))
    #expect(row.hasPropLine)
    #expect(row.pointsLine == 12.5)
  }

  @Test("before his first game averages are null, the load is zero and the sample is thin")
  func debut() throws {
    let row = try Self.row(1, in: Self.partition(listed: [(1, .nyk)], games: []))
    #expect(row.pointsLast5 == nil)
    #expect(row.daysRest == nil)
    #expect(!row.isBackToBack)
    #expect(row.minutesInLast7Days == 0)
    #expect(row.minutesPerGameInLast7Days == nil)
    #expect(row.usageLast7 == nil)
    #expect(row.sampleOfLast5 == "insufficient")
    #expect(row.qualityIssues.contains("thin_sample:0/10"))
  }

  @Test("pace differential is the opponent's pace less his own team's")
  func pace() throws {
    let row = try Self.row(1, in: Self.partition(listed: [(1, .nyk)], games: Self.e8Games))
    #expect(row.paceDifferential == 4)
    #expect(row.opponentPace == 101)
    #expect(row.opponentDaysRest == 0)
    #expect(row.spread == -4.5)
  }

  @Test("usage is the mean of the games for which it is known")
  func usage() throws {
    let games = [
      Fixtures.played(1, on: "2025-01-10", usage: 20), Fixtures.played(1, on: "2025-01-12", usage: nil),
      Fixtures.played(1, on: "2025-01-13", usage: 25),
    ]
    let row = try Self.row(1, in: Self.partition(listed: [(1, .nyk)], games: games))
    #expect(row.usageLast7 == 22.5)
    #expect(row.projectedUsage == 22.5)
  }

  @Test("a team game whose players are not known since is pointed out")
  func unboxedGame() throws {
    let contexts = [Self.context(.nyk, against: .atl, daysSinceLastGame: 2), Self.context(.atl, against: .nyk)]
    let games = [Fixtures.played(1, on: "2025-01-10")]
    let row = try Self.row(1, in: Self.partition(listed: [(1, .nyk)], games: games, contexts: contexts))
    #expect(row.qualityIssues.contains("unboxed_team_game"))
  }

  @Test("nothing dated on D or later changes a row of D")
  func noLeak() throws {
    let later = [Fixtures.played(1, on: "2025-01-14", points: 60), Fixtures.played(1, on: "2025-01-16", points: 60)]
    let clean = try PartitionRows(Self.partition(listed: [(1, .nyk)], games: Self.e8Games).rows, table: "t").digest
    let withFuture = try PartitionRows(
      Self.partition(listed: [(1, .nyk)], games: Self.e8Games + later).rows, table: "t"
    ).digest
    #expect(clean == withFuture)
  }

  @Test(
    "the part of the season goes by the type of the game, then by the month",
    arguments: [
      (GameType.regularSeason, "2024-11-30", "early"), (.regularSeason, "2025-01-14", "mid"),
      (.regularSeason, "2025-04-10", "late"), (.playoffs, "2025-04-20", "playoffs"),
      (.playIn, "2025-04-15", "playoffs"),
    ])
  func seasonPhase(type: GameType, day: String, phase: String) {
    #expect(SeasonPhase(of: type, on: Fixtures.day(day)).rawValue == phase)
  }
}

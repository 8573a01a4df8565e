import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct DailyCacheTests {
  static func partition(
    _ contexts: [PlayerContext] = [Fixtures.context()], games: [PlayedGame], zones: [PlayerZones] = [],
    teams: [TeamGame] = []
  ) throws -> Partition<PlayerDailyCache.Row> {
    let table = PlayerDailyCache()
    var contents = AsOfView.Contents()
    contents[table.contexts] = contexts
    contents[table.playerZones] = zones
    contents[table.games] = PastRows(games, before: Fixtures.date)
    contents[table.teams] = PastRows(teams, before: Fixtures.date)
    return try table.rows(
      for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents))
  }

  static func row(_ games: [PlayedGame], zones: [PlayerZones] = [], teams: [TeamGame] = []) throws
    -> PlayerDailyCache.Row
  {
    try #require(Fixtures.stored(partition(games: games, zones: zones, teams: teams)).first)
  }

  static let worked = [31, 18, 25, 22, 27, 15, 30, 20, 24, 28, 10, 14]

  @Test("PDC worked: 24.6, 24.0, 22.0, and a sample deviation of 5.2493")
  func workedExample() throws {
    let row = try Self.row(Fixtures.games(pointsNewestFirst: Self.worked))
    #expect(row.pointsLast5 == 24.6)
    #expect(row.pointsLast10 == 24)
    #expect(row.pointsSeason == 22)
    #expect(row.pointsDeviation == 5.2493)
    #expect(row.pointsDeviation != 4.9800)
    #expect(row.gamesPlayed == 12)
    #expect(!row.isEarly)
    #expect(row.qualityTier == "gold")
    #expect(row.cacheVersion == "v1")
    #expect(row.insufficientData == nil)
  }

  @Test("the game of D is not in its own averages: 22.2, not 17.8")
  func leak() throws {
    var games = Fixtures.games(pointsNewestFirst: [23, 10, 23, 20, 35])
    var today = Fixtures.games(pointsNewestFirst: [13])[0]
    today.gameDate = Fixtures.date
    games.append(today)
    let row = try Self.row(games)
    #expect(row.pointsLast5 == 22.2)
    #expect(row.pointsLast5 != 17.8)
    #expect([13, 23, 10, 23, 20].map(Double.init).mean == 17.8)
  }

  @Test("the same over ten games: 25.9, not 21.9")
  func leakOfTen() throws {
    // Ten games of 259 points; with the 13 of D in and the oldest, of 53, out they would be 219.
    var games = Fixtures.games(pointsNewestFirst: [23, 10, 23, 20, 35, 25, 24, 26, 20, 53])
    var today = Fixtures.games(pointsNewestFirst: [13])[0]
    today.gameDate = Fixtures.date
    games.append(today)
    let row = try Self.row(games)
    #expect(row.pointsLast5 == 22.2)
    #expect(row.pointsLast10 == 25.9)
    #expect(row.pointsLast10 != 21.9)
  }

  @Test("R08: E9 a game he did not play in is no zero, a scoreless game with minutes is")
  func e9() throws {
    var games = Fixtures.games(pointsNewestFirst: [30, 0, 22, 18, 25, 27])
    games[1].isActive = false
    games[1].points = nil
    #expect(try Self.row(games).pointsLast5 == 24.4)
    games[1].isActive = true
    games[1].points = 0
    #expect(try Self.row(games).pointsLast5 == 19)
  }

  @Test("the pace is that of his team's last ten games")
  func teamPace() throws {
    let teams = (0..<12).map { index in
      TeamGame(
        gameDate: Fixtures.daysBack(index), team: .nyk, countsForAverages: true, pace: index < 10 ? 98 : 130,
        offensiveRating: 115)
    }
    let row = try Self.row(Fixtures.games(pointsNewestFirst: Self.worked), teams: teams)
    #expect(row.teamPace == 98)
    #expect(row.teamOffensiveRating == 115)
    #expect(try Self.row(Fixtures.games(pointsNewestFirst: Self.worked)).teamPace == nil)
  }

  @Test("shot zones are copied, and the share of assisted makes is a fraction")
  func zones() throws {
    let row = try Self.row(Fixtures.games(pointsNewestFirst: Self.worked), zones: [Fixtures.zones()])
    #expect(row.hasShotZones)
    #expect(row.primaryZone == .paint)
    #expect(row.paintRate == 50)
    #expect(row.assistedShare == 0.5)
    #expect(try !Self.row(Fixtures.games(pointsNewestFirst: Self.worked)).hasShotZones)
  }

  @Test("three games give a thin row, fewer give none")
  func minimum() throws {
    let contexts = [Fixtures.context(1, games: 3), Fixtures.context(2, games: 2)]
    let games = Fixtures.games(1, pointsNewestFirst: [10, 12, 14]) + Fixtures.games(2, pointsNewestFirst: [10, 12])
    let partition = try Self.partition(contexts, games: games)
    let row = try #require(Fixtures.stored(partition).first)
    #expect(partition.rows.count == 1)
    #expect(row.isEarly)
    #expect(row.insufficientData == "3 of 10 games")
    #expect(row.qualityScore == 65)
    #expect(row.qualityTier == "bronze")
    #expect(row.pointsLast10 == 12)
    #expect(try Self.partition([], games: []).emptyReason == MinimumSample.reason)
  }

  @Test("games without usage leave it null and do not pull the mean to zero")
  func unknownUsage() throws {
    var games = Fixtures.games(pointsNewestFirst: Self.worked)
    for index in 0..<5 { games[index].usage = nil }
    #expect(try Self.row(games).usageLast10 == 25)
    for index in games.indices { games[index].usage = nil }
    #expect(try Self.row(games).usageLast10 == nil)
  }

  @Test("the load of the context is copied")
  func load() throws {
    var context = Fixtures.context()
    context.gamesInLast14Days = 6
    context.minutesInLast14Days = 201.5
    context.backToBacksInLast14Days = 1
    context.fourthQuarterMinutesInLast7Days = 24.5
    context.age = 31
    let row = try #require(
      Fixtures.stored(Self.partition([context], games: Fixtures.games(pointsNewestFirst: Self.worked))).first)
    #expect((row.gamesInLast7Days, row.gamesInLast14Days) == (3, 6))
    #expect((row.minutesInLast7Days, row.minutesInLast14Days) == (100, 201.5))
    #expect(row.backToBacksInLast14Days == 1)
    #expect(row.minutesPerGameInLast7Days == 33.3)
    #expect(row.fourthQuarterMinutesInLast7Days == 24.5)
    #expect(row.age == 31)
  }

  @Test("windows are complete by the team's games that have player lines, and lower the quality where they are not")
  func completeness() throws {
    let finals = (0..<12).map { Fixtures.final(.nyk, on: Fixtures.daysBack($0)) }
    let all = Fixtures.games(pointsNewestFirst: Self.worked)
    let whole = try Self.row(all, teams: finals)
    #expect(whole.last5Completeness == 100)
    #expect(whole.isComplete)
    let lacking = try Self.row(all.enumerated().filter { ![0, 3].contains($0.offset) }.map(\.element), teams: finals)
    #expect(lacking.last5Completeness == 60)
    #expect(!lacking.isLast5Complete)
    #expect(lacking.last10Completeness == 80)
    #expect(lacking.isLast10Complete)
    #expect(lacking.last7DaysCompleteness == 66.7)
    #expect(lacking.last14DaysCompleteness == 71.4)
    #expect(lacking.isLast14DaysComplete)
    #expect(!lacking.isComplete)
    #expect((lacking.expectedGames, lacking.actualGames, lacking.missingGames) == (10, 8, 2))
    #expect(lacking.qualityScore == 60)
    #expect(lacking.qualityTier == "bronze")
  }

  @Test("a game that he did not dress for is not missing")
  func satOut() throws {
    let finals = (0..<12).map { Fixtures.final(.nyk, on: Fixtures.daysBack($0)) }
    let teammate = Fixtures.games(2, pointsNewestFirst: Self.worked)
    let row = try Self.row(Array(Fixtures.games(pointsNewestFirst: Self.worked).dropFirst(4)) + teammate, teams: finals)
    #expect(row.last5Completeness == 100)
    #expect(row.missingGames == 0)
  }
}

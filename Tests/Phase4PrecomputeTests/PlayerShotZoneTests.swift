import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct PlayerShotZoneTests {
  static func game(
    _ index: Int, player: Int = 1, paint: (Int, Int)? = (4, 6), midRange: (Int, Int)? = (1, 3),
    three: (Int, Int) = (2, 5),
    attempts: Int? = nil, assisted: Int? = 4, isActive: Bool = true
  ) -> ShotGame {
    let made = (paint?.0 ?? 0) + (midRange?.0 ?? 0) + three.0
    let assisted = assisted.map { min($0, made) }
    return ShotGame(
      gameDate: Fixtures.daysBack(index), playerID: player, playerLookup: "player\(player)", team: .nyk,
      countsForAverages: true, isActive: isActive,
      fieldGoalsAttempted: attempts ?? (paint?.1 ?? 6) + (midRange?.1 ?? 3) + three.1,
      fieldGoalsMade: made, paintAttempts: paint?.1, paintMakes: paint?.0, midRangeAttempts: midRange?.1,
      midRangeMakes: midRange?.0, threesAttempted: three.1, threesMade: three.0, assistedMakes: assisted,
      unassistedMakes: assisted.map { made - $0 })
  }

  static func partition(_ games: [ShotGame], finals: [TeamGame] = []) throws
    -> Partition<PlayerShotZoneAnalysis.Row>
  {
    let table = PlayerShotZoneAnalysis()
    var contents = AsOfView.Contents()
    contents[table.games] = PastRows(games, before: Fixtures.date)
    contents[table.finals] = PastRows(finals, before: Fixtures.date)
    return try table.rows(
      for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents))
  }

  static func row(_ games: [ShotGame]) throws -> PlayerShotZoneAnalysis.Row {
    try #require(Fixtures.stored(partition(games)).first)
  }

  @Test("PSZA worked: paint 38/62, mid 13/31, three 20/55, 40 of 71 makes assisted")
  func worked() throws {
    let games = (0..<10).map { index in
      Self.game(
        index, paint: (index < 8 ? 4 : 3, index < 2 ? 7 : 6), midRange: (index < 3 ? 2 : 1, index < 1 ? 4 : 3),
        three: (2, index < 5 ? 6 : 5))
    }
    let row = try Self.row(games)
    #expect(row.totalShots == 148)
    #expect(row.paintRate == 41.89)
    #expect(row.midRangeRate == 20.95)
    #expect(row.threeRate == 37.16)
    #expect(row.paintShare == 0.613)
    #expect(row.midRangeShare == 0.419)
    #expect(row.threeShare == 0.364)
    #expect(row.paintAttempts == 6.2)
    #expect(row.midRangeAttempts == 3.1)
    #expect(row.threeAttempts == 5.5)
    #expect(row.assistedRate == 56.34)
    #expect(row.unassistedRate == 43.66)
    #expect(row.primaryZone == .paint)
    #expect(row.tier == "high")
    #expect(row.sampleOf10 == "excellent")
    #expect(row.sampleOf20 == "limited")
    #expect(row.paintRateOf20 == nil)
  }

  @Test("the paint is tested before the perimeter, then mid-range from 35, else balanced")
  func primaryZone() throws {
    func zone(_ paint: Int, _ midRange: Int, _ three: Int) throws -> ZoneName? {
      try Self.row(
        (0..<3).map { Self.game($0, paint: (0, paint), midRange: (0, midRange), three: (0, three), assisted: nil) }
      )
      .primaryZone
    }
    #expect(try zone(20, 7, 22) == .paint)
    #expect(try zone(17, 10, 22) == .perimeter)
    #expect(try zone(16, 18, 16) == .midRange)
    #expect(try zone(19, 13, 17) == .balanced)
  }

  @Test("games without shots do not turn threes into a rate of 100")
  func withoutShots() throws {
    let row = try Self.row((0..<10).map { Self.game($0, paint: nil, midRange: nil) })
    #expect(row.threeRate == nil)
    #expect(row.threeRate != 100)
    #expect(row.primaryZone == nil)
    #expect(row.usableGames == 0)
    #expect(row.gamesOf10 == 10)
  }

  @Test("two usable games give no rates, three do, and a game whose zones do not add up is not usable")
  func usableGames() throws {
    let blind = (3..<10).map { Self.game($0, paint: nil, midRange: nil) }
    #expect(try Self.row((0..<3).map { Self.game($0) } + blind).paintRate == 42.86)
    #expect(try Self.row((0..<2).map { Self.game($0) } + [Self.game(2, attempts: 17)] + blind).paintRate == nil)
    #expect(try Self.row((0..<2).map { Self.game($0) } + [Self.game(2, attempts: 15)] + blind).paintRate != nil)
  }

  @Test("three played games give a row of low tier, two give none")
  func minimum() throws {
    let partition = try Self.partition(
      (0..<3).map { Self.game($0) } + (0..<2).map { Self.game($0, player: 2) }
        + (0..<5).map { Self.game($0, player: 3, isActive: $0 < 2) })
    #expect(partition.rows.map(\.playerID) == [1])
    #expect(partition.rows.first?.tier == "low")
    #expect(try Self.partition([]).emptyReason == MinimumSample.reason)
  }

  @Test("without a record of assists there is no assisted rate")
  func unknownAssists() throws {
    let row = try Self.row((0..<10).map { Self.game($0, assisted: nil) })
    #expect(row.assistedRate == nil)
    #expect(row.paintRate != nil)
  }

  @Test("the rate of twenty needs fifteen games")
  func lastTwenty() throws {
    #expect(try Self.row((0..<14).map { Self.game($0) }).paintRateOf20 == nil)
    let row = try Self.row((0..<25).map { Self.game($0, paint: $0 < 20 ? (4, 6) : (0, 60)) })
    #expect(row.paintRateOf20 == 42.86)
    #expect(row.gamesOf20 == 20)
  }

  @Test("41 percent in the paint with 45 percent threes is a player of the paint")
  func paintBeforeThrees() throws {
    let row = try Self.row(
      (0..<10).map { index in
        Self.game(
          index, paint: (0, index < 1 ? 5 : 4), midRange: (0, index < 4 ? 2 : 1), three: (0, index < 5 ? 5 : 4),
          assisted: nil)
      })
    #expect(row.paintRate == 41)
    #expect(row.threeRate == 45)
    #expect(row.primaryZone == .paint)
    #expect(row.primaryZone != .perimeter)
  }

  @Test("tiers: high from ten games, medium from seven, low from three")
  func tiers() throws {
    let tiers = try [3, 6, 7, 9, 10, 30].map { count in try Self.row((0..<count).map { Self.game($0) }).tier }
    #expect(tiers == ["low", "low", "medium", "medium", "high", "high"])
    let thin = try Self.row((0..<7).map { Self.game($0) })
    #expect(thin.isEarly)
    #expect(thin.insufficientData == "7 of 10 games")
    #expect(try Self.row((0..<10).map { Self.game($0) }).insufficientData == nil)
  }

  @Test("a game that he sat out is there, a game without any player lines is missing")
  func coverage() throws {
    let finals = (0..<12).map { Fixtures.final(.nyk, on: Fixtures.daysBack($0)) }
    let lines = (0..<12).filter { $0 != 3 && $0 != 11 }.map { Self.game($0, isActive: $0 != 1) }
    let row = try #require(Fixtures.stored(Self.partition(lines, finals: finals)).first)
    #expect((row.expectedGames, row.actualGames, row.missingGames) == (10, 9, 1))
    let others = (0..<12).map { Self.game($0, player: 2) }
    let whole = try Fixtures.stored(Self.partition(lines + others, finals: finals))
    #expect(whole.allSatisfy { $0.missingGames == 0 })
  }

  @Test("without an attempt in any game there are no rates and no primary zone")
  func withoutAttempts() throws {
    let row = try Self.row(
      (0..<5).map { Self.game($0, paint: (0, 0), midRange: (0, 0), three: (0, 0), assisted: 0) })
    #expect(row.totalShots == nil)
    #expect(row.paintRate == nil)
    #expect(row.assistedRate == nil)
    #expect(row.primaryZone == nil)
    #expect(row.usableGames == 5)
  }
}

import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct PrecomputeFailureTests {
  static func player(_ id: Int, games: Int = 10) -> ListedPlayer {
    ListedPlayer(
      gameDate: Fixtures.date, playerID: id, playerLookup: "player\(id)", team: .nyk, opponent: .atl,
      gamesOfLast10: games)
  }

  /// The date of player 1, who has ten games and every row, and whatever a test adds or takes away.
  struct Day {
    var listed = [PrecomputeFailureTests.player(1)]
    var records = [TeamRecord(gameDate: Fixtures.date, team: .atl, wins: 6, games: 10)]
    var teamZones = [Fixtures.defense(), Fixtures.defense(.nyk)]
    var playerZones = [Fixtures.zones()]
    var composites = [FeatureStoreTests.composite]
    var caches = [FeatureStoreTests.cache]
    var features = [FeatureRow(gameDate: Fixtures.date, playerID: 1)]
    var games = (0..<10).map { PlayerShotZoneTests.game($0) }
    var finals = (0..<10).flatMap { index in
      [TeamCode.nyk, .atl].map { Fixtures.final($0, on: Fixtures.daysBack(index)) }
    }
    var defenses = (0..<10).flatMap { index in [TeamCode.nyk, .atl].map { TeamDefenseZoneTests.game($0, index) } }

    func rows() throws -> [PrecomputeFailures.Row] {
      let table = PrecomputeFailures()
      var contents = AsOfView.Contents()
      contents[table.listed] = listed
      contents[table.records] = records
      contents[table.teamZones] = teamZones
      contents[table.playerZones] = playerZones
      contents[table.composites] = composites
      contents[table.caches] = caches
      contents[table.features] = features
      contents[table.games] = PastRows(games, before: Fixtures.date)
      contents[table.finals] = PastRows(finals, before: Fixtures.date)
      contents[table.defenses] = PastRows(defenses, before: Fixtures.date)
      return try Fixtures.stored(
        table.rows(
          for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents)))
    }

    func failures() throws -> [PrecomputeFailures.Row] {
      try rows().filter { $0.entity != "*" }
    }
  }

  @Test("where nothing is missing each table has its own record and no other")
  func whole() throws {
    let rows = try Day().rows()
    #expect(rows.map(\.entity) == ["*", "*", "*", "*", "*"])
    #expect(
      rows.map(\.table) == [
        "team_defense_zone_analysis", "player_shot_zone_analysis", "player_composite_factors", "player_daily_cache",
        "ml_feature_store_v2",
      ])
    #expect(rows.map(\.rows) == [2, 1, 1, 1, 1])
    #expect(rows.allSatisfy { $0.category == .nothingMissing && $0.detail == "nothing is missing" })
  }

  @Test("a listed player with two games is EXPECTED_INCOMPLETE in the three tables of listed players and in his zones")
  func tooFewGames() throws {
    var day = Day()
    day.listed.append(Self.player(2, games: 2))
    day.games += (0..<2).map { PlayerShotZoneTests.game($0, player: 2) }
    let failures = try day.failures()
    #expect(failures.count == 4)
    #expect(failures.allSatisfy { $0.category == .expectedIncomplete && $0.entity == "2" && $0.games == 2 })
    #expect(failures.allSatisfy { $0.subject == "player2" && $0.detail == "2 of 3 games" && $0.rows == 0 })
    let cache = try #require(day.rows().first { $0.table == "player_daily_cache" && $0.entity == "*" })
    #expect(cache.category == .nothingMissing)
    #expect(cache.detail == "EXPECTED_INCOMPLETE 1")
  }

  @Test("where a finished game of his team has no player lines it may be the third: INCOMPLETE_UPSTREAM")
  func missingUpstream() throws {
    var day = Day()
    day.listed.append(Self.player(2, games: 2))
    day.games.removeAll { $0.gameDate == Fixtures.daysBack(4) }
    let failures = try day.failures().filter { $0.entity == "2" }
    #expect(failures.count == 3)
    #expect(failures.allSatisfy { $0.category == .incompleteUpstream })
  }

  @Test("a team without a row: two finished games are expected, three of which two are known are not")
  func teams() throws {
    var day = Day()
    day.finals += (0..<2).map { Fixtures.final(.bos, on: Fixtures.daysBack($0)) }
    day.defenses += (0..<2).map { TeamDefenseZoneTests.game(.bos, $0) }
    #expect(try day.failures().map(\.category) == [.expectedIncomplete])
    day.finals.append(Fixtures.final(.bos, on: Fixtures.daysBack(2)))
    let failure = try #require(day.failures().first)
    #expect(failure.table == "team_defense_zone_analysis")
    #expect(failure.entity == "BOS")
    #expect(failure.category == .incompleteUpstream)
    #expect(failure.games == 2)
  }

  @Test("rows that had to do without the opponent's zones are named, with the table that lacks them")
  func missingDependency() throws {
    var day = Day()
    day.teamZones = [Fixtures.defense(.nyk)]
    let failures = try day.failures()
    let dependent = failures.filter { $0.entity == "1" }
    #expect(dependent.map(\.table) == ["player_composite_factors", "ml_feature_store_v2"])
    #expect(dependent.allSatisfy { $0.category == .missingDependency && $0.rows == 1 })
    #expect(dependent.allSatisfy { $0.detail == "no row in team_defense_zone_analysis" })
    #expect(failures.first { $0.entity == "ATL" }?.category == .missingDependency)
    #expect(
      try day.rows().filter { $0.entity == "*" }.map(\.category) == [
        .missingDependency, .nothingMissing, .missingDependency, .nothingMissing, .missingDependency,
      ])
  }

  @Test("an opponent with two games is no missing dependency")
  func newOpponent() throws {
    var day = Day()
    day.teamZones = [Fixtures.defense(.nyk)]
    day.records = [TeamRecord(gameDate: Fixtures.date, team: .atl, wins: 1, games: 2)]
    day.finals.removeAll { $0.team == .atl }
    #expect(try day.failures().isEmpty)
  }

  @Test("a player with games enough and no row was not computed")
  func notComputed() throws {
    var day = Day()
    day.caches = []
    let failures = try day.failures()
    #expect(failures.map(\.table) == ["player_daily_cache", "ml_feature_store_v2"])
    #expect(failures.allSatisfy { $0.category == .missingDependency })
    #expect(failures.map(\.rows) == [0, 1])
  }
}

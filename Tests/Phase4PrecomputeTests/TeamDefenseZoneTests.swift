import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct TeamDefenseZoneTests {
  static func game(
    _ team: TeamCode, _ index: Int, paint: (Int, Int)? = (23, 39), midRange: (Int, Int)? = (8, 20),
    three: (Int, Int)? = (13, 36), points: Int = 110, type: GameType = .regularSeason
  ) -> DefendedGame {
    DefendedGame(
      gameDate: Fixtures.daysBack(index), team: team, season: Fixtures.season, gameType: type,
      pointsAllowed: points, paintAttempts: paint?.1, paintMakes: paint?.0, midRangeAttempts: midRange?.1,
      midRangeMakes: midRange?.0, threesAttempted: three?.1, threesMade: three?.0,
      pointsInPaint: paint.map { $0.0 * 2 }, paintBlocks: paint.map { _ in 3 }, midRangeBlocks: paint.map { _ in 1 },
      threeBlocks: paint.map { _ in 0 }, defensiveRating: 112, pace: 99)
  }

  /// A game of the season before, `index` days before the last day of its regular season.
  static func earlier(
    _ team: TeamCode, _ index: Int, paint: (Int, Int), type: GameType = .regularSeason
  ) -> DefendedGame {
    var game = game(team, 0, paint: paint)
    game.gameDate = Fixtures.day("2024-04-14").adding(days: -index)
    game.season = Season(startYear: Fixtures.season.startYear - 1)
    game.gameType = type
    return game
  }

  static func league(_ teams: [[DefendedGame]]) -> LeagueZones {
    LeagueZones(
      asOf: Fixtures.date, in: Fixtures.season,
      teams: teams.map { EntityRows($0.sorted { $0.gameDate < $1.gameDate }) })
  }

  static func partition(_ games: [DefendedGame], finals: [TeamGame]? = nil) throws
    -> Partition<TeamDefenseZoneAnalysis.Row>
  {
    let table = TeamDefenseZoneAnalysis()
    var contents = AsOfView.Contents()
    contents[table.defended] = PastRows(games, before: Fixtures.date)
    contents[table.finals] = PastRows(
      finals ?? games.filter { $0.season == Fixtures.season }.map { Fixtures.final($0.team, on: $0.gameDate) },
      before: Fixtures.date)
    return try table.rows(
      for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents))
  }

  @Test("TDZA worked: 345/580, 120/300 and 195/540 over fifteen games against the standing league")
  func worked() throws {
    // 345 = 15 × 23, 580 = 10 × 39 + 5 × 38, 120 = 15 × 8, 300 = 15 × 20, 195 = 15 × 13, 540 = 15 × 36.
    let games = (0..<15).map { Self.game(.atl, $0, paint: (23, $0 < 10 ? 39 : 38)) }
    let row = try #require(Fixtures.stored(Self.partition(games)).first)
    #expect(row.paintAllowed == 0.595)
    #expect(row.midRangeAllowed == 0.400)
    #expect(row.threeAllowed == 0.361)
    #expect(row.paintVsLeague == 1.48)
    #expect(row.midRangeVsLeague == -1.00)
    #expect(row.threeVsLeague == 0.61)
    #expect(row.paintAttempts == 38.7)
    #expect(row.midRangeAttempts == 20.0)
    #expect(row.threeAttempts == 36.0)
    #expect(row.paintPoints == 46.0)
    #expect(row.paintBlocks == 3)
    #expect(row.midRangeBlocks == 1)
    #expect(row.threeBlocks == 0)
    #expect(row.strongestZone == .midRange)
    #expect(row.weakestZone == .paint)
    #expect(row.tier == "high")
    #expect(row.leagueTeams == 0)
    #expect(row.leagueSource == .standing)
    #expect(row.notes == nil)
    #expect((row.expectedGames, row.actualGames, row.missingGames) == (15, 15, 0))
    #expect(!row.isEarly)
    #expect(row.insufficientData == nil)
  }

  @Test("TDZA league: the mean of teams, not of attempts; A .600 on 500 and B .560 on 900 give .580, not .574")
  func leagueMean() {
    let a = (0..<10).map { Self.game(.atl, $0, paint: (30, 50)) }
    let b = (0..<10).map { Self.game(.bos, $0, paint: (504, 900)) }
    let league = Self.league(Array(repeating: [a, b], count: 5).flatMap { $0 })
    #expect(league.teams == 10)
    #expect(league.source == .recent)
    #expect(league.shares.paint.rounded(scale: 3) == 0.580)
    #expect(league.shares.paint.rounded(scale: 3) != 0.574)
    #expect(Self.league(Array(repeating: a, count: 9)) == .standing)
  }

  @Test("a team with nine games in thirty days, or without zones, is not in the league's mean")
  func leaguePopulation() {
    let full = (0..<10).map { Self.game(.atl, $0) }
    let short = (0..<9).map { Self.game(.bos, $0) } + (15..<20).map { Self.game(.bos, $0) }
    let blind = (0..<10).map { Self.game(.bos, $0, paint: nil) }
    #expect(Self.league(Array(repeating: full, count: 10) + [short, blind]).teams == 10)
    #expect(Self.league(Array(repeating: full, count: 9) + [short, blind]) == .standing)
  }

  @Test("with fewer than ten teams the league is that of the end of last season's regular season, and the row says so")
  func lastSeason() throws {
    let last = TeamCode.allCases.prefix(12).flatMap { team in
      (0..<10).map { Self.earlier(team, $0 * 2, paint: (26, 40)) }
        + (40..<60).map { Self.earlier(team, $0, paint: (10, 40)) }
        + (1..<20).map { Self.earlier(team, -$0, paint: (40, 40), type: .playoffs) }
    }
    let row = try #require(Fixtures.stored(Self.partition(last + (0..<3).map { Self.game(.atl, $0) })).first)
    #expect(row.leagueSource == .lastSeason)
    #expect(row.leagueTeams == 12)
    #expect(row.games == 3)
    #expect(row.paintVsLeague == ((23.0 / 39 - 0.65) * 100).rounded(scale: 2))
    #expect(row.paintVsLeague != ((23.0 / 39 - 0.58) * 100).rounded(scale: 2))
  }

  @Test("the thirty days do not reach into the season before")
  func seasonBound() throws {
    let teams = TeamCode.allCases.prefix(12).map { team in
      (0..<10).map { index in
        var game = Self.game(team, index)
        game.season = Season(startYear: Fixtures.season.startYear - 1)
        return game
      }
    }
    #expect(Self.league(teams).source == .lastSeason)
    #expect(try Self.partition(teams.flatMap { $0 }).emptyReason == MinimumSample.reason)
  }

  @Test("in the playoffs the league is that of the end of the regular season, not of the season before")
  func playoffs() {
    let teams = TeamCode.allCases.prefix(12)
    let games = teams.map { team -> [DefendedGame] in
      let before = (0..<10).map { Self.earlier(team, $0, paint: (26, 40)) }
      let regular = (20..<32).map { Self.game(team, $0, paint: (20, 40)) }
      let playoffs = (0..<14).map { Self.game(team, $0, paint: (30, 40), type: .playoffs) }
      return before + regular + (team == teams[0] ? playoffs : [])
    }
    let league = Self.league(games)
    #expect(league.source == .regularSeason)
    #expect(league.teams == 12)
    #expect(league.shares.paint == 0.5)
  }

  @Test("nine teams of last season are no league either")
  func lastSeasonTooThin() {
    let teams = TeamCode.allCases.prefix(9).map { team in (0..<10).map { Self.earlier(team, $0, paint: (26, 40)) } }
    #expect(Self.league(teams) == .standing)
  }

  @Test("three games give a row of low tier, two give none")
  func minimum() throws {
    let rows = try Fixtures.stored(
      Self.partition((0..<3).map { Self.game(.atl, $0) } + (0..<2).map { Self.game(.bos, $0) }))
    #expect(rows.map(\.team) == [.atl])
    #expect(rows.first?.tier == "low")
    #expect(rows.first?.games == 3)
    let none = try Self.partition((0..<2).map { Self.game(.atl, $0) })
    #expect(none.rows.isEmpty)
    #expect(none.emptyReason == MinimumSample.reason)
    #expect(try Self.partition([]).emptyReason == MinimumSample.reason)
  }

  @Test("games without shots leave the zones null and the rest of the row in place")
  func withoutShots() throws {
    let games = (0..<15).map { Self.game(.atl, $0, paint: nil, midRange: nil) }
    let row = try #require(Fixtures.stored(Self.partition(games)).first)
    #expect(row.paintAllowed == nil)
    #expect(row.paintVsLeague == nil)
    #expect(row.paintPoints == nil)
    #expect(row.threeAllowed == 0.361)
    #expect(row.defensiveRating == 112)
    #expect(row.pointsAllowed == 110)
    #expect(row.paintBlocks == nil)
    #expect(row.weakestZone == .perimeter)
    #expect(row.strongestZone == .perimeter)
    #expect(row.notes == "No paint attempts; No mid-range attempts")
  }

  @Test("of zones that are equal against the league the first of paint, mid-range, perimeter is named")
  func ties() throws {
    // 290/500, 82/200 and 71/200 are the standing values.
    let games = (0..<10).map {
      Self.game(.atl, $0, paint: (29, 50), midRange: ($0 < 2 ? 9 : 8, 20), three: ($0 < 1 ? 8 : 7, 20))
    }
    let row = try #require(Fixtures.stored(Self.partition(games)).first)
    #expect([row.paintVsLeague, row.midRangeVsLeague, row.threeVsLeague] == [0, 0, 0])
    #expect(row.strongestZone == .paint)
    #expect(row.weakestZone == .paint)
  }

  @Test("a finished game without a defence row is counted as missing")
  func missingGames() throws {
    let games = (0..<12).filter { $0 != 4 }.map { Self.game(.atl, $0) }
    let row = try #require(
      Fixtures.stored(Self.partition(games, finals: (0..<12).map { Fixtures.final(.atl, on: Fixtures.daysBack($0)) }))
        .first)
    #expect((row.expectedGames, row.actualGames, row.missingGames) == (12, 11, 1))
    #expect(row.isEarly)
    #expect(row.insufficientData == "11 of 15 games")
  }

  @Test("attempts a game are over the games that have shots, not over all")
  func mixedAvailability() throws {
    let games = (0..<10).map { Self.game(.atl, $0, paint: $0 < 5 ? (20, 40) : nil) }
    let row = try #require(Fixtures.stored(Self.partition(games)).first)
    #expect(row.paintAttempts == 40)
    #expect(row.paintAttempts != 20)
    #expect(row.tier == "medium")
    #expect(row.notes == "paint attempts in 5 of 10 games")
  }

  @Test("only the last fifteen games count, and none on D")
  func window() throws {
    var games = (0..<20).map { Self.game(.atl, $0, points: $0 < 15 ? 100 : 150) }
    let clean = try #require(Fixtures.stored(Self.partition(games)).first)
    #expect(clean.pointsAllowed == 100)
    var today = Self.game(.atl, 0, points: 150)
    today.gameDate = Fixtures.date
    games.append(today)
    #expect(try #require(Fixtures.stored(Self.partition(games)).first).pointsAllowed == 100)
  }
}

import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct TeamDefenseZoneTests {
  static func game(
    _ team: TeamCode, _ index: Int, paint: (Int, Int)? = (23, 39), midRange: (Int, Int)? = (8, 20),
    three: (Int, Int)? = (13, 36),
    points: Int = 110
  ) -> DefendedGame {
    DefendedGame(
      gameDate: Fixtures.daysBack(index), team: team, countsForAverages: true, pointsAllowed: points,
      paintAttempts: paint?.1, paintMakes: paint?.0, midRangeAttempts: midRange?.1, midRangeMakes: midRange?.0,
      threesAttempted: three?.1, threesMade: three?.0, pointsInPaint: paint.map { $0.0 * 2 }, defensiveRating: 112,
      pace: 99)
  }

  static func partition(_ games: [DefendedGame]) throws -> Partition<TeamDefenseZoneAnalysis.Row> {
    let table = TeamDefenseZoneAnalysis()
    var contents = AsOfView.Contents()
    contents[table.defended] = PastRows(games, before: Fixtures.date)
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
    #expect(row.strongestZone == "mid_range")
    #expect(row.weakestZone == "paint")
    #expect(row.tier == "high")
    #expect(row.leagueTeams == 0)
  }

  @Test("TDZA league: the mean of teams, not of attempts; A .600 on 500 and B .560 on 900 give .580")
  func leagueMean() {
    let a = ZoneDefense((0..<10).map { Self.game(.atl, $0, paint: (30, 50)) })
    let b = ZoneDefense((0..<10).map { Self.game(.bos, $0, paint: (504, 900)) })
    let league = LeagueZones(Array(repeating: [a, b], count: 5).flatMap { $0 })
    #expect(league.teams == 10)
    #expect(league.shares.paint.rounded(scale: 3) == 0.580)
    #expect(league.shares.paint.rounded(scale: 3) != 0.574)
    #expect(LeagueZones(Array(repeating: a, count: 9)) == .standing)
  }

  @Test("a team with nine games in thirty days, or without zones, is not in the league's mean")
  func leaguePopulation() {
    let full = ZoneDefense((0..<10).map { Self.game(.atl, $0) })
    let short = ZoneDefense((0..<9).map { Self.game(.bos, $0) })
    let blind = ZoneDefense((0..<10).map { Self.game(.bos, $0, paint: nil) })
    #expect(LeagueZones(Array(repeating: full, count: 10) + [short, blind]).teams == 10)
    #expect(LeagueZones(Array(repeating: full, count: 9) + [short, blind]) == .standing)
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
    #expect(row.weakestZone == "perimeter")
  }

  @Test("attempts a game are over the games that have shots, not over all")
  func mixedAvailability() throws {
    let games = (0..<10).map { Self.game(.atl, $0, paint: $0 < 5 ? (20, 40) : nil) }
    let row = try #require(Fixtures.stored(Self.partition(games)).first)
    #expect(row.paintAttempts == 40)
    #expect(row.paintAttempts != 20)
    #expect(row.tier == "medium")
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

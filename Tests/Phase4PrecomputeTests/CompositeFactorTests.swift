import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct CompositeFactorTests {
  static func rows(
    _ contexts: [PlayerContext], players: [PlayerZones] = [], teams: [TeamZones] = []
  ) throws -> Partition<PlayerCompositeFactors.Row> {
    let table = PlayerCompositeFactors()
    var contents = AsOfView.Contents()
    contents[table.contexts] = contexts
    contents[table.playerZones] = players
    contents[table.teamZones] = teams
    return try table.rows(
      for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents))
  }

  @Test("PCF fatigue worked: 35, 95, and 100 when nothing is known")
  func fatigue() {
    let spent = Fatigue(
      isBackToBack: true, daysRest: 0, gamesInLast7Days: 4, minutesInLast7Days: 250, minutesPerGame: 36.5,
      backToBacksInLast14Days: 2, age: 35)
    #expect(spent.score == 35)
    #expect(spent.adjustment == -3.25)
    let rested = Fatigue(
      isBackToBack: false, daysRest: 3, gamesInLast7Days: 2, minutesInLast7Days: 60, minutesPerGame: 30,
      backToBacksInLast14Days: 1, age: 31)
    #expect(rested.score == 95)
    #expect(rested.adjustment == -0.25)
    let unknown = Fatigue(
      isBackToBack: false, daysRest: nil, gamesInLast7Days: 3, minutesInLast7Days: 200, minutesPerGame: nil,
      backToBacksInLast14Days: 0)
    #expect(unknown.score == 100)
    #expect(unknown.adjustment == 0)
    let fresh = Fatigue(
      isBackToBack: false, daysRest: 5, gamesInLast7Days: 0, minutesInLast7Days: 0, minutesPerGame: nil,
      backToBacksInLast14Days: 0)
    #expect(fresh.score == 100)
  }

  @Test("PCF mismatch worked: 3.6, 7.2, capped at 10, -3.8; a rate from few games counts half")
  func mismatch() {
    #expect(ZoneMismatch(rate: 41.89, difference: 4.30).score.rounded(scale: 4) == 3.6025)
    #expect(ZoneMismatch(rate: 60, difference: 6).score.rounded(scale: 1) == 7.2)
    #expect(ZoneMismatch(rate: 60, difference: 9).score == 10)
    #expect(ZoneMismatch(rate: 60, difference: -3.8).score == -3.8)
    #expect(ZoneMismatch(rate: 60, difference: 4, isThin: true).score == 2)
    #expect(ZoneMismatch(player: Fixtures.zones(paint: nil), team: Fixtures.defense()) == nil)
    #expect(ZoneMismatch(player: Fixtures.zones(), team: Fixtures.defense(paint: nil)) == nil)
  }

  @Test("PCF mismatch over all zones worked: 1.74")
  func weightedMismatch() throws {
    let player = Fixtures.zones(paint: 41.89, midRange: 20.95, three: 37.16)
    #expect(try #require(ZoneMismatch.weighted(player: player, team: Fixtures.defense())).rounded(scale: 2) == 1.74)
  }

  @Test("PCF pace worked: +4 is 2, +8 is 3, -5 is -2.5")
  func pace() {
    #expect([4, 8, -5].map { CompositeAdjustment.paceScore(differential: $0) } == [2, 3, -2.5])
  }

  @Test("PCF usage worked: 28.5 over 25 with a star out is 1.2075, a drop gets no boost")
  func usage() {
    #expect(UsageSpike(projected: 28.5, baseline: 25, starsOut: 1).score.rounded(scale: 4) == 1.2075)
    #expect(UsageSpike(projected: 20, baseline: 25, starsOut: 2).score == -1.5)
    #expect(UsageSpike(projected: 28.5, baseline: 0).score == 0)
    #expect(UsageSpike(projected: 50, baseline: 25, starsOut: 2).score == 3)
  }

  @Test("PCF total worked: 3.56 from the unrounded parts")
  func total() {
    let parts = CompositeAdjustment(
      fatigue: Fatigue(
        isBackToBack: true, daysRest: 0, gamesInLast7Days: 4, minutesInLast7Days: 250, minutesPerGame: 36.5,
        backToBacksInLast14Days: 2, age: 35),
      mismatch: ZoneMismatch(rate: 41.89, difference: 4.30).score, pace: 2,
      usageSpike: UsageSpike(projected: 28.5, baseline: 25, starsOut: 1).score)
    #expect(parts.total.rounded(scale: 2) == 3.56)
    #expect(parts.warnings == ["EXTREME_FATIGUE"])
  }

  @Test("a row joins the player's zones with the opponent's defence of the same zone")
  func row() throws {
    var context = Fixtures.context()
    context.paceDifferential = 4
    context.projectedUsage = 28.5
    let partition = try Self.rows(
      [context], players: [Fixtures.zones(paint: 41.89, midRange: 20.95, three: 37.16)],
      teams: [Fixtures.defense(), Fixtures.defense(.nyk, paint: -9)])
    let row = try #require(Fixtures.stored(partition).first)
    #expect(row.fatigue == 100)
    #expect(row.mismatch == 3.6)
    #expect(row.pace == 2)
    #expect(row.usageSpike == 1.1)
    #expect(row.total == 6.65)
    #expect(row.completeness == 100)
    #expect(row.missing == nil)
    #expect(!row.hasWarnings)
  }

  @Test("what is missing scores zero and is named")
  func missing() throws {
    var context = Fixtures.context()
    context.daysRest = nil
    context.usageLast7 = nil
    context.paceDifferential = nil
    let row = try #require(Fixtures.stored(Self.rows([context])).first)
    #expect(row.mismatch == 0)
    #expect(row.pace == 0)
    #expect(row.usageSpike == 0)
    #expect(row.completeness == 0)
    #expect(
      row.missing == "days_rest,projected_usage_rate,pace_differential,player_shot_zone,team_defense_zone")
  }

  @Test("a back-to-back costs fifteen")
  func backToBack() throws {
    var context = Fixtures.context()
    context.isBackToBack = true
    context.daysRest = 0
    #expect(try #require(Fixtures.stored(Self.rows([context])).first).fatigue == 85)
  }

  @Test("fewer than three played games give no row, and a date of none says why")
  func minimum() throws {
    let partition = try Self.rows([Fixtures.context(1, games: 2), Fixtures.context(2, games: 3)])
    #expect(partition.rows.map(\.playerID) == [2])
    #expect(try Self.rows([Fixtures.context(1, games: 2)]).emptyReason == MinimumSample.reason)
    #expect(try Self.rows([]).emptyReason == MinimumSample.reason)
  }
}

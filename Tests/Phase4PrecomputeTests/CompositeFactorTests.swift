import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct CompositeFactorTests {
  static func rows(
    _ contexts: [PlayerContext], players: [PlayerZones] = [], teams: [TeamZones] = [], records: [TeamRecord] = []
  ) throws -> Partition<PlayerCompositeFactors.Row> {
    let table = PlayerCompositeFactors()
    var contents = AsOfView.Contents()
    contents[table.contexts] = contexts
    contents[table.records] = records
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
    #expect(parts.total.rounded(scale: 2) != 3.55)
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
    #expect(row.warnings == nil)
    #expect(row.calculationVersion == "v1_4factors")
    #expect((row.expectedGames, row.actualGames, row.missingGames) == (10, 9, 1))
    #expect(!row.isEarly)
    let deferred = [row.refereeFavorability, row.lookAheadPressure, row.travelImpact, row.opponentStrength]
    #expect(deferred == [0, 0, 0, 0])
  }

  @Test("PCF worked whole: 3.56 stands in the row of the worked player, -3.25 is no fatigue score")
  func workedRow() throws {
    let row = try #require(
      Fixtures.stored(Self.rows([Self.worked], players: [Self.shooter], teams: [Fixtures.defense()])).first)
    #expect(row.fatigue == 35)
    #expect(Double(row.fatigue) != -3.25)
    #expect(row.mismatch == 3.6)
    #expect(row.mismatchOfAllZones == 1.74)
    #expect(row.pace == 2)
    #expect(row.usageSpike == 1.2)
    #expect(row.total == 3.56)
    #expect(row.warnings == "EXTREME_FATIGUE")
    #expect(row.hasWarnings)
  }

  @Test("each score says what it was computed from, in an order that does not change")
  func contexts() throws {
    let row = try #require(
      Fixtures.stored(Self.rows([Self.worked], players: [Self.shooter], teams: [Fixtures.defense()])).first)
    #expect(
      row.fatigueContext == """
        {"days_rest":0,"back_to_back":true,"games_in_last_7_days":4,"minutes_in_last_7_days":250.0,\
        "avg_minutes_per_game_last_7":36.5,"back_to_backs_last_14_days":2,"player_age":35,"score":35}
        """)
    #expect(
      row.zoneContext == """
        {"primary_scoring_zone":"paint","zone_rate":41.89,"opponent_vs_league":4.3,"score":3.6}
        """)
    #expect(row.paceContext == #"{"pace_differential":4.0,"score":2.0}"#)
    #expect(
      row.usageContext == """
        {"projected_usage_rate":28.5,"avg_usage_rate_last_7_games":25.0,"star_teammates_out":1,"score":1.2}
        """)
    let blind = try #require(Fixtures.stored(Self.rows([Fixtures.context()])).first)
    #expect(
      blind.zoneContext == #"{"primary_scoring_zone":null,"zone_rate":null,"opponent_vs_league":null,"score":0.0}"#)
  }

  @Test("a balanced player is judged on the paint, and a tier of low halves the mismatch")
  func balancedAndThin() throws {
    var player = Fixtures.zones(paint: 38, midRange: 27, three: 35)
    player.primaryZone = .balanced
    let balanced = try #require(
      Fixtures.stored(Self.rows([Fixtures.context()], players: [player], teams: [Fixtures.defense()])).first)
    #expect(balanced.mismatch == 3.3)
    player.primaryZone = .perimeter
    let perimeter = try #require(
      Fixtures.stored(Self.rows([Fixtures.context()], players: [player], teams: [Fixtures.defense()])).first)
    #expect(perimeter.mismatch == 0.4)
    player.primaryZone = .paint
    player.tier = "low"
    let thin = try #require(
      Fixtures.stored(Self.rows([Fixtures.context()], players: [player], teams: [Fixtures.defense()])).first)
    #expect(thin.mismatch == 1.6)
  }

  @Test("a spent player in an extreme matchup is warned of, by name")
  func warnings() {
    let spent = Fatigue(
      isBackToBack: true, daysRest: 0, gamesInLast7Days: 4, minutesInLast7Days: 250, minutesPerGame: 36.5,
      backToBacksInLast14Days: 2, age: 35)
    let fresh = Fatigue(
      isBackToBack: false, daysRest: 2, gamesInLast7Days: 1, minutesInLast7Days: 30, minutesPerGame: 30,
      backToBacksInLast14Days: 0)
    #expect(
      CompositeAdjustment(fatigue: fresh, mismatch: 9, pace: 3, usageSpike: 3).warnings == [
        "EXTREME_MATCHUP", "EXTREME_ADJUSTMENT",
      ])
    #expect(
      CompositeAdjustment(fatigue: spent, mismatch: -9, pace: -3, usageSpike: 0).warnings == [
        "EXTREME_FATIGUE", "EXTREME_MATCHUP", "EXTREME_ADJUSTMENT",
      ])
    #expect(CompositeAdjustment(fatigue: fresh, mismatch: 8, pace: 3, usageSpike: 1).warnings.isEmpty)
  }

  @Test("a missing age or a missing injury report changes no score")
  func unknownAge() throws {
    var context = Self.worked
    context.age = nil
    context.starTeammatesOut = nil
    let row = try #require(Fixtures.stored(Self.rows([context])).first)
    #expect(row.fatigue == 45)
    #expect(row.usageSpike == 1.1)
  }

  @Test("opponents and players who should have zones and have none are named, and the cell is degraded")
  func missingDependency() throws {
    let known = TeamRecord(gameDate: Fixtures.date, team: .atl, wins: 5, games: 10)
    let new = TeamRecord(gameDate: Fixtures.date, team: .bos, wins: 1, games: 2)
    let partition = try Self.rows([Fixtures.context()], records: [known, new])
    #expect(partition.rows.count == 1)
    #expect(
      partition.shortcomings == [
        "MISSING_DEPENDENCY: team_defense_zone_analysis has no row of ATL",
        "MISSING_DEPENDENCY: player_shot_zone_analysis has no row of player1",
      ])
    let whole = try Self.rows(
      [Fixtures.context()], players: [Fixtures.zones()], teams: [Fixtures.defense()], records: [known, new])
    #expect(whole.shortcomings.isEmpty)
  }

  /// The player of the worked example: spent, before a team that is weak in the paint and fast, a star out.
  static var worked: PlayerContext {
    var context = Fixtures.context()
    context.isBackToBack = true
    context.daysRest = 0
    context.gamesInLast7Days = 4
    context.minutesInLast7Days = 250
    context.minutesPerGameInLast7Days = 36.5
    context.backToBacksInLast14Days = 2
    context.age = 35
    context.paceDifferential = 4
    context.projectedUsage = 28.5
    context.usageLast7 = 25
    context.starTeammatesOut = 1
    return context
  }

  static let shooter = Fixtures.zones(paint: 41.89, midRange: 20.95, three: 37.16)

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

import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

/// Each defect that an earlier feature vector had, by the number of the feature (spec, phase 4 § 7.2).
@Suite struct FeatureDefectTests {
  static func value(_ feature: Feature, in row: MLFeatureStoreV2.Row) -> Double? {
    row.values[feature.rawValue]
  }

  static func source(_ feature: Feature, in row: MLFeatureStoreV2.Row) -> Character {
    Array(row.sources)[feature.rawValue]
  }

  @Test("features 0, 1: without a cache the mean is over games played, not over zeros of games sat out")
  func fallback() throws {
    var games = Fixtures.games(pointsNewestFirst: [31, 0, 25, 28, 0, 27, 30, 0, 0, 28])
    for index in games.indices where games[index].points == 0 {
      games[index].isActive = false
      games[index].points = nil
      games[index].minutes = 0
    }
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition(cache: nil, games: games))
    #expect(Self.value(.pointsLast5, in: row) == 28.2)
    #expect(Self.value(.pointsLast5, in: row) != 16.8)
    #expect(Self.value(.pointsLast10, in: row)?.rounded(scale: 2) == 28.17)
    #expect(Self.source(.pointsLast5, in: row) == "3")
    #expect(Self.source(.pointsDeviation, in: row) == "d")
  }

  @Test("features 0, 1: the fallback looks back sixty days, and five games make it a mean of five")
  func fallbackWindow() throws {
    var games = Fixtures.games(pointsNewestFirst: [20, 22, 24, 26, 28])
    games[4].gameDate = Fixtures.date.adding(days: -61)
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition(cache: nil, games: games))
    #expect(Self.value(.pointsLast5, in: row) == 10)
    #expect(Self.source(.pointsLast5, in: row) == "d")
    #expect(Self.value(.pointsLast10, in: row) == 23)
    #expect(Self.value(.pointsSeason, in: row) == 24)
    games[4].gameDate = Fixtures.date.adding(days: -60)
    let whole = try FeatureStoreTests.row(FeatureStoreTests.partition(cache: nil, games: games))
    #expect(Self.value(.pointsLast5, in: whole) == 24)
  }

  @Test("features 7, 8: pace and usage are those of the composite factors, not always zero")
  func paceAndUsage() throws {
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition())
    #expect(Self.value(.pace, in: row) == 2)
    #expect(Self.value(.usageSpike, in: row) == 1.2)
  }

  @Test("feature 9: the opponent's rest counts")
  func restAdvantage() throws {
    var context = Fixtures.context()
    context.daysRest = 1
    context.opponentDaysRest = 4
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition(context: context))
    #expect(Self.value(.restAdvantage, in: row) == -2)
    #expect(Self.value(.restAdvantage, in: row) != 1)
    context.opponentDaysRest = nil
    let unknown = try FeatureStoreTests.row(FeatureStoreTests.partition(context: context))
    #expect(Self.source(.restAdvantage, in: unknown) == "d")
  }

  @Test("feature 10: an injury report gives 0 to 3, and without one the risk is not known")
  func injuryRisk() throws {
    let risks = [Availability.available, .probable, .questionable, .doubtful, .out, nil].map {
      CalculatedFeatures.injuryRisk($0)
    }
    #expect(risks == [0, 1, 2, 3, 3, nil])
    var context = Fixtures.context()
    context.availability = .questionable
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition(context: context))
    #expect(Self.value(.injuryRisk, in: row) == 2)
    #expect(Self.source(.injuryRisk, in: row) == "c")
    let unknown = try FeatureStoreTests.row(FeatureStoreTests.partition())
    #expect(Self.value(.injuryRisk, in: unknown) == nil)
    #expect(Self.source(.injuryRisk, in: unknown) == "-")
  }

  @Test("feature 11: a player who scores more than before has a trend upward")
  func trend() throws {
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition())
    #expect(Self.value(.trend, in: row) == 2)
    #expect(Self.value(.trend, in: row) != -2)
  }

  @Test("features 16, 15: a back-to-back is 1, home is 1")
  func flags() throws {
    var context = Fixtures.context()
    context.isBackToBack = true
    context.isHome = false
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition(context: context))
    #expect(Self.value(.backToBack, in: row) == 1)
    #expect(Self.value(.isHome, in: row) == 0)
  }

  @Test("feature 24: a team's own record counts, and only below five games one half stands in")
  func winShare() throws {
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition())
    #expect(Self.value(.teamWinShare, in: row) == 0.642857143)
    #expect(Self.value(.teamWinShare, in: row) != 0.5)
    let early = try FeatureStoreTests.row(
      FeatureStoreTests.partition(record: TeamRecord(gameDate: Fixtures.date, team: .nyk, wins: 4, games: 4)))
    #expect(Self.value(.teamWinShare, in: early) == 0.5)
    #expect(Self.source(.teamWinShare, in: early) == "d")
  }

  @Test("features 25, 26, 29: what is not known is null, not the season's average")
  func unknownStaysUnknown() throws {
    let row = try FeatureStoreTests.row(FeatureStoreTests.partition())
    for feature in [Feature.line, .openingLine, .lineMovement, .pointsVersusOpponent] {
      #expect(Self.value(feature, in: row) == nil)
      #expect(Self.source(feature, in: row) == "-")
    }
    #expect(Self.value(.hasLine, in: row) == 0)
    #expect(Self.value(.gamesVersusOpponent, in: row) == 0)
  }

  @Test("features 31, 32: the last ten games however long ago, and points over minutes instead of a mean of ratios")
  func lastTen() throws {
    var games = Fixtures.games(pointsNewestFirst: [30, 10], minutes: 40)
    games[1].minutes = 10
    games[1].gameDate = Fixtures.date.adding(days: -45)
    let form = ScoringForm(EntityRows(games.reversed()))
    #expect(form.minutes(inLast: 10) == 25)
    #expect(form.minutes(inLast: 10) != 40)
    #expect(form.pointsPerMinute == 0.8)
    #expect(form.pointsPerMinute != 0.875)
    let eleven = Fixtures.games(pointsNewestFirst: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 50])
    #expect(ScoringForm(EntityRows(eleven.reversed())).pointsPerMinute?.rounded(scale: 4) == 0.3333)
  }

  @Test("R18: all: a calculated feature without its inputs is a stand-in and says so")
  func calculatedWithoutInputs() throws {
    var context = Fixtures.context()
    context.daysRest = nil
    let row = try FeatureStoreTests.row(
      FeatureStoreTests.partition(context: context, record: nil, games: Array(FeatureStoreTests.games.prefix(3))))
    for feature in [Feature.restAdvantage, .trend, .freeThrowShare, .teamWinShare] {
      #expect(Self.source(feature, in: row) == "d")
    }
    #expect(row.quality == 69)
    #expect(row.tier == "bronze")
  }

  @Test("quality: each tag has its own weight; line, opponent and minutes are not counted as stand-ins")
  func weights() {
    let weights = [
      FeatureSource.precomputed, .calculated, .vegas, .minutes, .opponentHistory, .context, .standIn, .missing,
    ]
    .map(\.weight)
    #expect(weights == [100, 100, 100, 95, 90, 87, 40, 0])
  }

  @Test("quality: a missing line takes nothing off, four stand-ins cap at 69, the fifth at 49")
  func caps() {
    var sources = [FeatureSource](repeating: .precomputed, count: 33)
    for feature in [Feature.injuryRisk, .line, .openingLine, .lineMovement, .hasLine] {
      sources[feature.rawValue] = .missing
    }
    #expect(FeatureVector.quality(of: sources) == 100)
    for feature in [Feature.trend, .minutesChange, .restAdvantage, .freeThrowShare] {
      sources[feature.rawValue] = .standIn
    }
    #expect(FeatureVector.quality(of: sources) == 69)
    sources[Feature.teamWinShare.rawValue] = .standIn
    #expect(FeatureVector.quality(of: sources) == 49)
  }

  @Test("data_source: phase4 where the tables of phase 4 gave their sixteen features, and not mixed for every row")
  func dataSource() throws {
    let whole = try FeatureStoreTests.row(FeatureStoreTests.partition())
    #expect(whole.dataSource == .precomputed)
    #expect(whole.dataSource != .mixed)
    let partial = try FeatureStoreTests.row(FeatureStoreTests.partition(composite: nil, player: nil))
    #expect(partial.dataSource == .partial)
    let mixed = try FeatureStoreTests.row(
      FeatureStoreTests.partition(cache: nil, composite: nil, player: nil, opponent: nil))
    #expect(mixed.dataSource == .mixed)
  }

  @Test("R06: rows of the phase that should be there and are not degrade the cell, by name")
  func missingDependencies() throws {
    let partition = try FeatureStoreTests.partition(cache: nil, composite: nil, player: nil, opponent: nil)
    #expect(partition.rows.count == 1)
    #expect(
      partition.shortcomings == [
        "MISSING_DEPENDENCY: team_defense_zone_analysis has no row of NYK",
        "MISSING_DEPENDENCY: player_shot_zone_analysis has no row of player1",
        "MISSING_DEPENDENCY: player_composite_factors has no row of player1",
        "MISSING_DEPENDENCY: player_daily_cache has no row of player1",
      ])
  }

  @Test("no column of the vector tells whether the player appeared")
  func noFuture() throws {
    let schema = try TableSchema(table: "ml_feature_store_v2", row: MLFeatureStoreV2.Row.self)
    #expect(!schema.columns.map(\.name).contains("appeared"))
  }
}

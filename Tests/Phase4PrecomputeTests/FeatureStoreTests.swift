import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct FeatureStoreTests {
  static let cache = DailyCache(
    gameDate: Fixtures.date, playerID: 1, pointsLast5: 24.6, pointsLast10: 24, pointsSeason: 22,
    pointsDeviation: 5.2493,
    gamesInLast7Days: 3, minutesLast10: 34, minutesSeason: 30, teamPace: 98.5, teamOffensiveRating: 114,
    expectedGames: 10, actualGames: 9, missingGames: 1)
  static let composite = CompositeScores(
    gameDate: Fixtures.date, playerID: 1, fatigue: 85, mismatch: 3.6, pace: 2, usageSpike: 1.2, missing: nil)
  static let games = Fixtures.games(pointsNewestFirst: [30, 28, 20, 18, 19])

  static func partition(
    context: PlayerContext = Fixtures.context(),
    record: TeamRecord? = TeamRecord(gameDate: Fixtures.date, team: .nyk, wins: 9, games: 14),
    cache: DailyCache? = cache, composite: CompositeScores? = composite, player: PlayerZones? = Fixtures.zones(),
    opponent: TeamZones? = Fixtures.defense(), games: [PlayedGame] = games, meetings: [Meeting] = []
  ) throws -> Partition<MLFeatureStoreV2.Row> {
    let table = MLFeatureStoreV2()
    var contents = AsOfView.Contents()
    contents[table.contexts] = [context]
    contents[table.records] = record.map { [$0] } ?? []
    contents[table.caches] = cache.map { [$0] } ?? []
    contents[table.composites] = composite.map { [$0] } ?? []
    contents[table.playerZones] = player.map { [$0] } ?? []
    contents[table.teamZones] = opponent.map { [$0] } ?? []
    contents[table.games] = PastRows(games, before: Fixtures.date)
    contents[table.meetings] = PastRows(meetings, before: Fixtures.date)
    return try table.rows(
      for: Fixtures.date, from: AsOfView(date: Fixtures.date, season: Fixtures.season, contents: contents))
  }

  static func row(_ partition: Partition<MLFeatureStoreV2.Row>) throws -> MLFeatureStoreV2.Row {
    try #require(Fixtures.stored(partition).first)
  }

  static func meeting(_ day: String, against opponent: TeamCode, points: Int?, isActive: Bool = true) -> Meeting {
    Meeting(
      gameDate: Fixtures.day(day), playerID: 1, opponent: opponent, countsForAverages: true, isActive: isActive,
      points: points)
  }

  @Test("the columns are the thirty-three features, in the order of the vector, between the keys and the quality")
  func order() throws {
    let schema = try TableSchema(table: "ml_feature_store_v2", row: MLFeatureStoreV2.Row.self)
    let features = schema.columns.filter { $0.storage == .real && $0.name != "feature_quality_score" }
    #expect(features.count == 33)
    #expect(features.map(\.meaning).enumerated().allSatisfy { $1.hasPrefix("\($0): ") })
    #expect(
      features.map(\.name).prefix(4) == [
        "points_avg_last_5", "points_avg_last_10", "points_avg_season", "points_std_last_10",
      ])
    #expect(features.map(\.name).suffix(2) == ["minutes_avg_last_10", "ppm_avg_last_10"])
    #expect(Feature.allCases.count == 33)
    #expect(Feature.isHome.rawValue == 15 && Feature.line.rawValue == 25 && Feature.pointsPerMinute.rawValue == 32)
  }

  @Test("MLFS worked: the features of a player at home after five games")
  func worked() throws {
    var context = Fixtures.context()
    context.daysRest = 3
    context.pointsLine = 24.5
    context.openingLine = 23.5
    let meetings = [
      Self.meeting("2023-01-05", against: .atl, points: 30), Self.meeting("2024-12-05", against: .atl, points: 20),
      Self.meeting("2024-12-20", against: .bos, points: 50),
      Self.meeting("2024-11-05", against: .atl, points: nil, isActive: false),
    ]
    let row = try Self.row(Self.partition(context: context, meetings: meetings))
    func value(_ feature: Feature) -> Double? { row.values[feature.rawValue] }
    #expect(value(.pointsLast5) == 24.6)
    #expect(value(.fatigue) == 85)
    #expect(value(.zoneMismatch) == 3.6)
    #expect(value(.restAdvantage) == 2)
    #expect(value(.injuryRisk) == nil)
    #expect(value(.trend) == 2)
    #expect(value(.minutesChange) == 1)
    #expect(value(.opponentDefensiveRating) == 113.5)
    #expect(value(.opponentPace) == 99)
    #expect(value(.isHome) == 1)
    #expect(value(.backToBack) == 0)
    #expect(value(.playoffGame) == 0)
    #expect(value(.paintShare) == 0.5)
    #expect(value(.freeThrowShare)?.rounded(scale: 3) == 0.130)
    #expect(value(.teamWinShare) == 0.642857143)
    #expect(value(.line) == 24.5)
    #expect(value(.lineMovement) == 1)
    #expect(value(.hasLine) == 1)
    #expect(value(.pointsVersusOpponent) == 25)
    #expect(value(.gamesVersusOpponent) == 2)
    #expect(value(.minutesLast10) == 34)
    #expect(value(.pointsPerMinute)?.rounded(scale: 4) == 0.7667)
    #expect(row.sources == "444444444c-cc44333444c44cvvvvoomm")
    #expect(row.featureVersion == "v2_33features")
  }

  @Test("MLFS trend worked: 30, 28, 20, 18, 19 newest first is +2, not -2")
  func trend() {
    #expect(ScoringForm(EntityRows(Self.games.reversed())).trend == 2)
    #expect(ScoringForm(EntityRows(Fixtures.games(pointsNewestFirst: [19, 18, 20, 28, 30]).reversed())).trend == -2)
    #expect(ScoringForm(EntityRows(Fixtures.games(pointsNewestFirst: [22, 22, 20, 20, 20]).reversed())).trend == 1)
    #expect(ScoringForm(EntityRows(Fixtures.games(pointsNewestFirst: [20, 20, 20, 20, 20]).reversed())).trend == 0)
    #expect(ScoringForm(EntityRows(Fixtures.games(pointsNewestFirst: [20, 20, 20, 20]).reversed())).trend == nil)
  }

  @Test("MLFS calculated features worked: 34 against 30 minutes is +1, rest 3 v 1 is +2 and 1 v 4 is -2, 9 of 14 won")
  func calculated() {
    #expect(CalculatedFeatures.minutesChange(last10: 34, season: 30) == 1)
    #expect(CalculatedFeatures.minutesChange(last10: 36, season: 30) == 2)
    #expect(CalculatedFeatures.minutesChange(last10: 20, season: 30) == -2)
    #expect(CalculatedFeatures.minutesChange(last10: 30, season: 0) == nil)
    #expect(CalculatedFeatures.restAdvantage(own: 3, opponent: 1) == 2)
    #expect(CalculatedFeatures.restAdvantage(own: 1, opponent: 4) == -2)
    #expect(CalculatedFeatures.restAdvantage(own: nil, opponent: 4) == nil)
    #expect(CalculatedFeatures.winShare(wins: 9, games: 14)?.rounded(scale: 9) == 0.642857143)
    #expect(CalculatedFeatures.winShare(wins: 4, games: 4) == nil)
  }

  @Test("MLFS free-throw share worked: 42 of 240 points is .175, at most one half")
  func freeThrowShare() {
    var games = Fixtures.games(pointsNewestFirst: Array(repeating: 24, count: 10))
    for index in games.indices { games[index].freeThrowsMade = index < 2 ? 5 : 4 }
    #expect(ScoringForm(EntityRows(games.reversed())).freeThrowShare == 0.175)
    for index in games.indices { games[index].freeThrowsMade = 20 }
    #expect(ScoringForm(EntityRows(games.reversed())).freeThrowShare == 0.5)
    #expect(ScoringForm(EntityRows(games.prefix(4))).freeThrowShare == nil)
  }

  @Test("MLFS quality worked: full data is 97.91, one stand-in caps it at 69, five at 49")
  func quality() {
    var sources = [FeatureSource](repeating: .precomputed, count: 33)
    for feature in [Feature.isHome, .backToBack, .playoffGame] { sources[feature.rawValue] = .context }
    for feature in [Feature.line, .openingLine, .lineMovement, .hasLine] { sources[feature.rawValue] = .vegas }
    for feature in [Feature.pointsVersusOpponent, .gamesVersusOpponent] { sources[feature.rawValue] = .opponentHistory }
    for feature in [Feature.minutesLast10, .pointsPerMinute] { sources[feature.rawValue] = .minutes }
    #expect(FeatureVector.quality(of: sources) == 97.91)
    #expect(FeatureVector.quality(of: sources) != 83.18)
    sources[Feature.paintShare.rawValue] = .standIn
    #expect(FeatureVector.quality(of: sources) == 69)
    for feature in [Feature.midRangeShare, .threeShare, .zoneMismatch, .teamPace] {
      sources[feature.rawValue] = .standIn
    }
    #expect(FeatureVector.quality(of: sources) == 49)
  }

  @Test("a missing line is null and not the season's average, and does not lower the quality")
  func withoutLine() throws {
    let row = try Self.row(Self.partition())
    #expect(row.values[Feature.line.rawValue] == nil)
    #expect(row.values[Feature.hasLine.rawValue] == 0)
    #expect(row.values[Feature.lineMovement.rawValue] == nil)
    #expect(row.values[Feature.pointsVersusOpponent.rawValue] == nil)
    #expect(row.quality > 90)
  }

  @Test("R63: missing shot zones are stand-ins by name, also behind a mismatch of zero")
  func withoutZones() throws {
    var composite = Self.composite
    composite.mismatch = 0
    composite.missing = "player_shot_zone,team_defense_zone"
    let row = try Self.row(
      Self.partition(composite: composite, player: Fixtures.zones(paint: nil, midRange: nil, three: nil)))
    #expect(row.values[Feature.paintShare.rawValue] == 0.30)
    #expect(row.values[Feature.zoneMismatch.rawValue] == 0)
    let letters = Array(row.sources)
    #expect([6, 18, 19, 20].allSatisfy { letters[$0] == "d" })
    #expect(row.quality == 69)
  }

  @Test("a value that is not a number counts as missing")
  func notANumber() {
    var vector = FeatureVector()
    vector.set(.teamPace, .nan, from: .precomputed, standIn: 100)
    #expect(vector[.teamPace] == 100)
    #expect(vector.sources[Feature.teamPace.rawValue] == .standIn)
  }

  @Test("an opponent's rating outside 95 to 125 is clamped and said so")
  func clamped() throws {
    var opponent = Fixtures.defense()
    opponent.defensiveRating = 131
    let row = try Self.row(Self.partition(opponent: opponent))
    #expect(row.values[Feature.opponentDefensiveRating.rawValue] == 125)
    #expect(row.issues == "opponent_def_rating_clamped")
  }

  @Test("play-in and playoff games are playoff games by their type, whatever the month")
  func playoffs() throws {
    for (type, expected) in [(GameType.playIn, 1.0), (.playoffs, 1), (.regularSeason, 0)] {
      var context = Fixtures.context()
      context.gameType = type
      #expect(try Self.row(Self.partition(context: context)).values[Feature.playoffGame.rawValue] == expected)
    }
  }

  @Test("everything missing but the player himself still gives a row, of poor quality")
  func nothingKnown() throws {
    let row = try Self.row(
      Self.partition(record: nil, cache: nil, composite: nil, player: nil, opponent: nil, games: []))
    #expect(row.values[Feature.fatigue.rawValue] == 95)
    #expect(row.values[Feature.teamWinShare.rawValue] == 0.5)
    #expect(row.quality <= 49)
    #expect(row.tier == "poor")
  }

  @Test("fewer than three played games give no row, and the date says why")
  func minimum() throws {
    let partition = try Self.partition(context: Fixtures.context(1, games: 2))
    #expect(partition.rows.isEmpty)
    #expect(partition.emptyReason == MinimumSample.reason)
  }

  @Test("nothing dated on D or later changes a row of D, and the same inputs give the same rows")
  func noLeak() throws {
    var later = Fixtures.games(pointsNewestFirst: [60])
    later[0].gameDate = Fixtures.date
    let clean = try PartitionRows(Self.partition().rows, table: "t").digest
    let again = try PartitionRows(Self.partition().rows, table: "t").digest
    let future = try PartitionRows(
      Self.partition(games: Self.games + later, meetings: [Self.meeting("2025-01-15", against: .atl, points: 60)]).rows,
      table: "t"
    ).digest
    #expect(clean == again)
    #expect(clean == future)
  }
}

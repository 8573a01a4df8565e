import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Predict

@Suite("prediction_features")
struct PredictionFeaturesTests {
  let table = PredictionFeatures()

  func partition(
    _ features: [PlayerFeatures], _ listed: [ScheduledPlayer], games: [PastGame] = [], earlier: [PastGame] = []
  ) throws -> Partition<PredictionFeatures.Row> {
    var contents = AsOfView.Contents()
    contents[table.features] = features
    contents[table.listed] = listed
    contents[table.defenses] = []
    contents[table.season] = PastRows(games, before: .sample)
    contents[table.memory] = PastRows(earlier + games, before: .sample)
    contents[table.scores] = PastRows([], before: .sample)
    contents[table.concessions] = PastRows([], before: .sample)
    return try table.rows(
      for: .sample, from: AsOfView(date: .sample, season: Season(startYear: 2023), contents: contents))
  }

  @Test("defect 10: what only stands in for an unknown value is missing")
  func standIns() throws {
    var features = PlayerFeatures.sample(1)
    features.sources = String(repeating: "d", count: 33)
    let row = try #require(try partition([features], [.sample(1)]).rows.first)
    #expect(row.rules.pointsLast5 == nil)
    #expect(row.rules.pace == nil && row.rules.usageSpike == nil && row.rules.fatigue == nil)
    #expect(row.minutesLast10 == nil)
  }

  @Test("defect 6, R65: a line of 20.0 is a line when a book offers it, and none when no book does")
  func lineOfTwenty() throws {
    let offered = try partition([.sample(1)], [.sample(1, line: 20.0, book: "fanduel")])
    #expect(offered.rows.first?.line == 20.0 && offered.rows.first?.book == "fanduel")
    #expect(offered.shortcomings.isEmpty)
    for book in [nil, ""] {
      let invented = try partition([.sample(1)], [.sample(1, line: 20.0, book: book)])
      #expect(invented.rows.first?.line == nil)
      #expect(invented.rows.first?.model[.line] == nil)
      #expect(invented.shortcomings == ["1 lines name no book and are not used"])
    }
  }

  @Test("defect 11, R73: the model is given the line, and serves from the very row that is stored")
  func servedFromTheRow() throws {
    let games = (1...12).map { PastGame.sample(1, daysAgo: 3 * $0, points: 10 + $0, minutes: 30) }
    let row = try #require(try partition([.sample(1)], [.sample(1)], games: games).rows.first)
    #expect(row.model[.line] == 22.5)
    #expect(row.model.start == 22.5)
    #expect(row.model[.gameHasLines] == 1)
    let schema = try TableSchema(table: "prediction_features", row: PredictionFeatures.Row.self)
    let stored = try PartitionRows([row], table: "prediction_features")
    let read = try #require(try stored.projected(as: PlayerSituation.self, from: schema, on: .sample).first)
    #expect(read.model.floats.map(\.bitPattern) == row.model.floats.map(\.bitPattern))
    let trained = try #require(try stored.projected(as: TrainingVector.self, from: schema, on: .sample).first)
    #expect(trained.values.map(\.bitPattern) == row.model.floats.map(\.bitPattern))
  }

  @Test("the status is the context's, which tells OUT from DOUBTFUL, with its source and its words")
  func status() throws {
    let words = ["out", "doubtful", "questionable", "probable", "available", nil]
    let listed = words.enumerated().map { number, word in
      var player = ScheduledPlayer.sample(number)
      player.status = word
      player.statusSource = word == nil ? nil : .leagueReport
      player.report = word == "out" ? "left knee" : nil
      return player
    }
    let rows = try partition(words.indices.map { .sample($0) }, listed).rows
    #expect(rows.map(\.injury) == [.out, .doubtful, .questionable, .probable, .available, nil])
    #expect(rows.map(\.injurySource) == Array(repeating: .leagueReport, count: 5) + [nil])
    #expect(rows.map(\.injuryReason) == ["left knee", nil, nil, nil, nil, nil])
  }

  @Test("form is of games played before the date, this season and with a longer memory")
  func form() throws {
    let games = (1...4).map { PastGame.sample(1, daysAgo: 3 * $0, points: 10 * $0, minutes: 20) }
    let earlier = [PastGame.sample(1, daysAgo: 250, points: 0, minutes: 20)]
    let row = try #require(try partition([.sample(1)], [.sample(1)], games: games, earlier: earlier).rows.first)
    #expect(row.model[.pointsLast3] == 20 && row.model[.pointsSeason] == 25 && row.model[.pointsLastGame] == 10)
    #expect(row.model[.minutesTrend] == 0 && row.model[.games] == 4)
    #expect(try #require(row.model[.pointsFading40]) < 25)
    #expect(row.model[.fieldGoalsLast10] == nil)
  }

  @Test("equal knowledge has one digest, and any change another")
  func digests() throws {
    let row = try #require(try partition([.sample(1)], [.sample(1)]).rows.first)
    let same = try #require(try partition([.sample(1)], [.sample(1)]).rows.first)
    let other = try #require(try partition([.sample(1)], [.sample(1, line: 23.5)]).rows.first)
    #expect(row.digest == same.digest)
    #expect(row.digest != other.digest)
  }

  @Test("feature names are distinct, and there is one for each feature")
  func names() {
    #expect(ModelVector.names.count == ModelFeature.allCases.count)
    #expect(Set(ModelVector.names).count == ModelVector.names.count)
  }

  @Test("a player without a context of his game is left out, and the partition says so")
  func unlisted() throws {
    let partition = try partition([.sample(1), .sample(2)], [.sample(1)])
    #expect(partition.rows.map(\.playerID) == [1])
    #expect(partition.shortcomings == ["1 players have no context of their game"])
    #expect(try self.partition([], []).emptyReason != nil)
  }
}

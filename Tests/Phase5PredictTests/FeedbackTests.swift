import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Predict

@Suite("What earlier weeks teach")
struct FeedbackTests {
  /// Predictions and results of `games` games, `days` days apart, ending the day before the sample date.
  static func history(
    games: Int, line: Double? = 20, says: [PredictionSystem: (Int) -> Double], scored: (Int) -> Int
  ) -> (predictions: [PastPrediction], results: [PastGame]) {
    var predictions: [PastPrediction] = []
    var results: [PastGame] = []
    for game in 0..<games {
      let player = game / 40
      let daysAgo = 1 + game % 40
      var result = PastGame.sample(player, daysAgo: daysAgo, points: scored(game))
      result.playerID = player
      results.append(result)
      for (system, points) in says {
        var prediction = PastPrediction()
        prediction.gameDate = result.gameDate
        prediction.playerID = player
        prediction.system = system
        prediction.points = points(game)
        prediction.line = line
        prediction.spread = 2
        prediction.deviation = 5
        prediction.quality = 90
        predictions.append(prediction)
      }
    }
    return (predictions, results)
  }

  func weights(_ history: (predictions: [PastPrediction], results: [PastGame])) throws -> Partition<EnsembleWeights.Row>
  {
    let table = EnsembleWeights()
    var contents = AsOfView.Contents()
    contents[table.predictions] = PastRows(history.predictions, before: .sample)
    contents[table.results] = PastRows(history.results, before: .sample)
    return try table.rows(
      for: .sample, from: AsOfView(date: .sample, season: Season(startYear: 2023), contents: contents))
  }

  func calibration(
    _ history: (predictions: [PastPrediction], results: [PastGame])
  ) throws -> Partition<ConfidenceCalibration.Row> {
    let table = ConfidenceCalibration()
    var contents = AsOfView.Contents()
    contents[table.predictions] = PastRows(history.predictions, before: .sample)
    contents[table.results] = PastRows(history.results, before: .sample)
    return try table.rows(
      for: .sample, from: AsOfView(date: .sample, season: Season(startYear: 2023), contents: contents))
  }

  @Test("the better member gets the weight, the bias is taken off, and nobody falls below 0.05")
  func weighing() throws {
    let history = Self.history(
      games: 2_000, says: [.boosted: { 20 + Double($0 % 5) + 1.5 }, .movingAverage: { _ in 15 }]
    ) { 20 + $0 % 5 }
    let rows = try weights(history).rows
    let boosted = try #require(rows.first { $0.system == .boosted })
    let average = try #require(rows.first { $0.system == .movingAverage })
    #expect(rows.count == 2)
    #expect((boosted.bias, average.bias) == (1.5, -7))
    #expect(abs(boosted.weight - 0.95) < 1e-9)
    #expect(abs(average.weight - 0.05) < 1e-9)
    #expect((boosted.games, boosted.lastDate) == (2_000, GameDate.sample.adding(days: -1)))
  }

  @Test("members whose errors differ but are equally large count the same")
  func evenMembers() throws {
    let errors = (0..<1_000).map { [$0 % 2 == 0 ? 3.0 : -3, $0 % 4 < 2 ? 3.0 : -3] }
    let weights = try #require(MemberRecord.weights(errors))
    #expect(abs(weights[0] - 0.5) < 1e-6)
    #expect(abs(weights[1] - 0.5) < 1e-6)
  }

  @Test("fewer than 500 games in common judge nobody, and a player who did not play says nothing")
  func tooFew() throws {
    var history = Self.history(games: 510, says: [.boosted: { _ in 20 }, .movingAverage: { _ in 19 }]) { 18 + $0 % 5 }
    #expect(try weights(history).rows.count == 2)
    for index in history.results.indices.prefix(20) { history.results[index].isActive = false }
    #expect(try weights(history).rows.isEmpty)
  }

  @Test("before the first weights there are none, and later those of the newest week stay")
  func newest() {
    func weight(_ system: PredictionSystem, daysAgo: Int, _ weight: Double) -> StoredWeight {
      StoredWeight(gameDate: .sample.adding(days: -daysAgo), system: system, weight: weight, bias: 0)
    }
    #expect(MemberWeight.newest([], else: PastRows([], before: .sample)) == nil)
    let earlier = PastRows(
      [
        weight(.boosted, daysAgo: 7, 0.9), weight(.movingAverage, daysAgo: 7, 0.1), weight(.similarity, daysAgo: 14, 1),
      ],
      before: .sample)
    let kept = MemberWeight.newest([], else: earlier)
    #expect(kept?.mapValues(\.weight) == [.boosted: 0.9, .movingAverage: 0.1])
    let fresh = MemberWeight.newest([weight(.boosted, daysAgo: 0, 1)], else: earlier)
    #expect(fresh?.mapValues(\.weight) == [.boosted: 1])
  }

  @Test("a confidence is the share of sides that won in the weeks before: 70 of 100 gives about 0.7")
  func calibrates() throws {
    let history = Self.history(games: 4_000, says: [.boosted: { _ in 22 }]) { $0 % 10 < 7 ? 25 : 15 }
    let rows = try calibration(history).rows
    #expect(rows.count == PredictionSystem.allCases.count)
    let boosted = try #require(rows.first { $0.system == .boosted })
    #expect((boosted.samples, boosted.wins) == (4_000, 2_800))
    let calibration = Calibration(
      intercepts: rows.map(\.intercept), slopes: [boosted.edgeSlope, boosted.spreadSlope, boosted.qualitySlope])
    let evidence = Calibration.Evidence(edge: 2, deviation: 5, spread: 2, quality: 90)
    #expect(abs(calibration.probability(of: .boosted, evidence) - 0.7) < 0.01)
  }

  @Test("larger edges that win more often give more confidence")
  func edges() throws {
    let history = Self.history(games: 4_000, says: [.boosted: { $0 % 2 == 0 ? 21 : 26 }]) { game in
      game % 2 == 0 ? (game % 4 == 0 ? 25 : 15) : (game % 10 < 8 ? 25 : 15)
    }
    let rows = try calibration(history).rows
    let calibration = try #require(
      Calibration(
        rows.map { row in
          var stored = CalibratedSystem()
          (stored.system, stored.intercept) = (row.system, row.intercept)
          (stored.edgeSlope, stored.spreadSlope, stored.qualitySlope) = (
            row.edgeSlope, row.spreadSlope, row.qualitySlope
          )
          return stored
        }))
    let small = calibration.probability(
      of: .boosted, Calibration.Evidence(edge: 1, deviation: 5, spread: 2, quality: 90))
    let large = calibration.probability(
      of: .boosted, Calibration.Evidence(edge: 6, deviation: 5, spread: 2, quality: 90))
    #expect(small < 0.55)
    #expect(large > 0.75)
    #expect((0...1).contains(large))
  }

  @Test("pushes, players without a line and fewer than 1,000 decided lines calibrate nothing")
  func undecided() throws {
    #expect(try calibration(Self.history(games: 4_000, says: [.boosted: { _ in 22 }]) { _ in 20 }).rows.isEmpty)
    #expect(try calibration(Self.history(games: 999, says: [.boosted: { _ in 22 }]) { _ in 25 }).rows.isEmpty)
    #expect(
      try calibration(Self.history(games: 4_000, line: nil, says: [.boosted: { _ in 22 }]) { _ in 25 }).rows.isEmpty)
  }
}

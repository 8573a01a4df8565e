import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Phase5Grade

@Suite("prediction_accuracy")
struct PredictionAccuracyTests {
  let table = PredictionAccuracy()
  let date = GameDate(dayNumber: 19_737)  // 2024-01-15

  func partition(
    _ predictions: [PointsPrediction], _ lines: [BoxScoreLine], _ standings: [PlayerStanding] = []
  ) throws -> Partition<PredictionAccuracy.Row> {
    var contents = AsOfView.Contents()
    contents[table.predictions] = predictions
    contents[table.boxScores] = lines
    contents[table.standings] = standings
    return try table.rows(
      for: date, from: AsOfView(date: date, season: Season(startYear: 2023), contents: contents))
  }

  @Test("R21: every prediction has exactly one row, whatever became of it")
  func oneRowEach() throws {
    let predictions = [
      PointsPrediction.sample(1), .sample(2), .sample(3, .pass), .sample(4, .noLine, line: nil), .sample(5),
    ]
    let partition = try partition(
      predictions,
      [
        .sample(1, points: 27, minutes: 34), .sample(2, points: 0, minutes: 0), .sample(3, points: 10, minutes: 20),
        .sample(4, points: 4, minutes: 9), .sample(99, points: 30, minutes: 40),
      ])
    #expect(partition.rows.map(\.playerID) == [1, 2, 3, 4, 5])
    #expect(partition.expected == 5)
    #expect(partition.rows.map(\.isVoid) == [false, true, false, false, true])
    #expect(partition.rows.map(\.isCorrect) == [true, nil, nil, nil, nil])
    #expect(partition.shortcomings.isEmpty)
    _ = try PartitionRows(partition.rows, table: "prediction_accuracy")
  }

  @Test("NO_LINE exactly without a line, and the absolute error is the size of the signed one")
  func invariants() throws {
    let partition = try partition(
      [.sample(1), .sample(2, .noLine, line: nil)],
      [.sample(1, points: 27, minutes: 34), .sample(2, points: 40, minutes: 30)])
    for row in try PartitionRows(partition.rows, table: "prediction_accuracy").rows {
      #expect((row.recommendation == .noLine) == (row.line == nil))
      #expect(row.absoluteError == row.signedError.map { abs($0) })
    }
  }

  @Test("a stat line of another game does not grade a prediction")
  func otherGame() throws {
    let partition = try partition(
      [.sample(1), .sample(2, game: "0022300562")],
      [.sample(1, points: 20, minutes: 30), .sample(2, points: 27, minutes: 34)])
    #expect(partition.rows.map(\.voidReason) == [nil, .noBoxScore])
  }

  @Test("a date whose games have no player lines leaves voids and says so, not errors")
  func noBoxScores() throws {
    let partition = try partition([.sample(1), .sample(2)], [])
    #expect(partition.rows.allSatisfy { $0.isVoid && $0.voidReason == .noBoxScore && $0.absoluteError == nil })
    #expect(partition.shortcomings == ["2 predictions are void: no player box score of their games is kept"])
  }

  @Test("a date without predictions is empty by design")
  func empty() throws {
    let partition = try partition([], [.sample(1, points: 20, minutes: 30)])
    #expect(partition.rows.isEmpty)
    #expect(partition.emptyReason != nil)
  }

  @Test("a skipped prediction table skips the grades")
  func skipIsPassedOn() {
    #expect(table.inputs.allSatisfy { $0.passesSkipOn })
    #expect(SystemDailyPerformance().inputs.allSatisfy { $0.passesSkipOn })
  }

  @Test("a grade carries the player's averages from before the game, and his tier by the unrounded one")
  func standings() throws {
    let rows = try partition(
      [.sample(1), .sample(2), .sample(3)],
      [.sample(1, points: 31, minutes: 30), .sample(2, points: 2, minutes: 20), .sample(3, points: 9, minutes: 9)],
      [
        PlayerStanding(gameID: "0022300561", playerID: 1, last10: 21.456, season: 19.9996),
        PlayerStanding(gameID: "0022300561", playerID: 2, last10: 31, season: 30),
      ]
    ).rows
    let stored = try PartitionRows(rows, table: "prediction_accuracy").rows
    #expect(stored.map(\.tier) == [.rotation, .star, .bench], "the points of the game itself do not make a tier")
    #expect(stored.map(\.seasonAverage) == [20, 30, nil])
    #expect(stored.map(\.last10Average) == [21.46, 31, nil])
  }

  @Test("a stand-in of the feature store is no average of the player")
  func standIn() throws {
    let standing = PlayerStanding(gameID: "0022300561", playerID: 1, last10: 10, season: 10, sources: "4dd")
    let row = try #require(
      try partition([.sample(1)], [.sample(1, points: 20, minutes: 30)], [standing]).rows.first)
    #expect((row.seasonAverage, row.last10Average) == (nil, nil))
    #expect(row.tier == .bench)
  }

  @Test("an average of another game of the day is not taken")
  func otherStanding() throws {
    let standing = PlayerStanding(gameID: "0022300562", playerID: 1, last10: 10, season: 25)
    let row = try #require(
      try partition([.sample(1)], [.sample(1, points: 20, minutes: 30)], [standing]).rows.first)
    #expect(row.seasonAverage == nil)
  }

  @Test("defect 14: every prediction is graded, whatever its system, line or source")
  func everySystem() throws {
    let systems = ["moving_average", "zone_matchup_v1", "similarity_balanced_v1", "xgboost_v1", "ensemble_v1"]
    let predictions = systems.flatMap { system in
      [PointsPrediction.sample(1), .sample(2, .noLine, line: nil)].map { sample in
        var prediction = sample
        prediction.system = system
        return prediction
      }
    }
    let partition = try partition(
      predictions, [.sample(1, points: 27, minutes: 34), .sample(2, points: 9, minutes: 20)])
    #expect(partition.rows.map(\.system) == predictions.map(\.system))
    #expect(partition.rows.allSatisfy { $0.absoluteError != nil })
    #expect(partition.rows.count { $0.isCorrect == true } == 5)
  }

  @Test("defect 12: a confidence of 84 is refused, not stored beside those of 0.84")
  func confidenceScale() throws {
    let partition = try partition([.sample(1, confidence: 84)], [.sample(1, points: 27, minutes: 34)])
    #expect(throws: WarehouseError.self) { try PartitionRows(partition.rows, table: "prediction_accuracy") }
  }

  @Test("defect 7, R75: two rows of a system for one player and game cannot both stand")
  func duplicates() async throws {
    let partition = try partition(
      [.sample(1), .sample(1, line: 24.5)], [.sample(1, points: 27, minutes: 34)])
    let rows = try PartitionRows(partition.rows, table: "prediction_accuracy")
    let schema = try TableSchema(table: "prediction_accuracy", row: PredictionAccuracy.Row.self)
    let folder = try TemporaryFolder()
    let warehouse = try folder.warehouse()
    let monday = date
    await #expect(throws: WarehouseError.self) {
      try await warehouse.write { writer in
        try writer.prepare(schema)
        _ = try writer.replace(rows, of: schema, on: monday)
      }
    }
  }

  @Test("a prediction that contradicts itself is not written")
  func contradictions() throws {
    let box = [BoxScoreLine.sample(1, points: 27, minutes: 34)]
    for prediction in [PointsPrediction.sample(1, .noLine), .sample(1, .over, line: nil), .sample(1, .pass, line: nil)]
    {
      #expect(throws: PipelineError.self) { try partition([prediction], box) }
    }
    var row = try #require(try partition([.sample(1)], box).rows.first)
    #expect(row.contradiction == nil)
    row.isCorrect = nil
    #expect(row.contradiction != nil)
    row.isCorrect = true
    row.absoluteError = 1
    #expect(row.contradiction != nil)
    row.absoluteError = 2.9
    row.isVoid = true
    #expect(row.contradiction != nil)
  }

  @Test("the report before the tip-off stands beside the grade")
  func report() throws {
    let rows = try partition(
      [.sample(1).reported(.questionable), .sample(2).reported(.out), .sample(3), .sample(4).reported(.probable)],
      [.sample(1, points: 27, minutes: 34), .sample(9, points: 3, minutes: 4)]
    ).rows
    #expect(rows.map(\.injury) == [.questionable, .out, nil, .probable])
    #expect(rows.map(\.isInjuryFlagged) == [true, true, false, false])
    #expect(rows.map(\.isInjuryConfirmed) == [false, true, false, true])
    #expect(rows.map(\.voidReason) == [nil, .injuryConfirmed, .didNotPlay, .lateScratch])
  }

  @Test("what a prediction was made by, and whether it was to be acted on, stands beside its grade")
  func provenance() throws {
    var prediction = PointsPrediction.sample(1)
    (prediction.origin.isActionable, prediction.origin.filterReason) = (false, "low_quality")
    (prediction.origin.modelID, prediction.origin.pace) = ("xgboost_v1/form_1/2024-01-01", 0.6)
    prediction.similarGames = 7
    let partition = try partition([prediction, .sample(2)], [.sample(1, points: 27, minutes: 34)])
    let rows = try PartitionRows(partition.rows, table: "prediction_accuracy").rows
    #expect(rows.map(\.origin.isActionable) == [false, true])
    #expect(rows.map(\.origin.filterReason) == ["low_quality", nil])
    #expect(rows.map(\.origin.modelID) == ["xgboost_v1/form_1/2024-01-01", nil])
    #expect(rows.map(\.origin.pace) == [0.6, nil])
    #expect(rows.map(\.similarGames) == [7, nil])
  }

  @Test("adjusted points are graded beside the prediction, in the same row: no other system comes of them")
  func adjusted() throws {
    let predictions = [(1, 24.7), (2, 23.5), (3, 24.1)].map { player, points in
      var prediction = PointsPrediction.sample(player)
      prediction.system = "ensemble_v1"
      prediction.origin.tierAdjustment = (points - 24.1).rounded(scale: 2)
      (prediction.origin.adjustedPoints, prediction.origin.usesAdjustment) = (points, player == 1)
      return prediction
    }
    let partition = try partition(
      predictions + [.sample(4)],
      [.sample(1, points: 27, minutes: 34), .sample(2, points: 27, minutes: 30), .sample(4, points: 27, minutes: 9)])
    let rows = try PartitionRows(partition.rows, table: "prediction_accuracy").rows
    #expect(
      rows.map(\.adjustedError) == [2.3, 3.5, nil, nil], "a void has no error, and neither has who has no adjustment")
    #expect(rows.map(\.absoluteError) == [2.9, 2.9, nil, 2.9], "the grade itself is of what was predicted")
    #expect(rows.map(\.origin.usesAdjustment) == [true, false, false, false])
    #expect(Set(rows.map(\.system)) == ["ensemble_v1", "moving_average"])
    var broken = try #require(partition.rows.first)
    broken.adjustedError = nil
    #expect(broken.contradiction != nil)
  }
}

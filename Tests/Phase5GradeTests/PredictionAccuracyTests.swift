import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Grade

@Suite("prediction_accuracy")
struct PredictionAccuracyTests {
  let table = PredictionAccuracy()
  let date = GameDate(dayNumber: 19_737)  // 2024-01-15

  func partition(
    _ predictions: [PointsPrediction], _ lines: [BoxScoreLine]
  ) throws -> Partition<PredictionAccuracy.Row> {
    var contents = AsOfView.Contents()
    contents[table.predictions] = predictions
    contents[table.boxScores] = lines
    return try table.rows(
      for: date, from: AsOfView(date: date, season: Season(startYear: 2023), contents: contents))
  }

  @Test("every prediction has exactly one row, whatever became of it")
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
}

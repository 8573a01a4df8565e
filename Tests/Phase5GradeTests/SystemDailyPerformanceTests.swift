import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Grade

@Suite("system_daily_performance")
struct SystemDailyPerformanceTests {
  let table = SystemDailyPerformance()
  let date = GameDate(dayNumber: 19_737)  // 2024-01-15

  func graded(
    _ recommendation: Recommendation, correct: Bool?, error: Double? = 1, isVoid: Bool = false, confidence: Double = 0.5
  ) -> GradedPrediction {
    .sample(recommendation, correct: correct, error: error, isVoid: isVoid, confidence: confidence)
  }

  func row(_ graded: [GradedPrediction]) throws -> SystemDailyPerformance.Row {
    var contents = AsOfView.Contents()
    contents[table.graded] = graded
    let partition = try table.rows(
      for: date, from: AsOfView(date: date, season: Season(startYear: 2023), contents: contents))
    let rows = try PartitionRows(partition.rows, table: "system_daily_performance").rows
    return try #require(rows.first)
  }

  @Test("defect 13: 5 right, 3 wrong, 1 push, 1 void: win rate 0.625, profit +1.55")
  func workedExample() throws {
    let row = try row(
      Array(repeating: graded(.over, correct: true), count: 5)
        + Array(repeating: graded(.under, correct: false), count: 3)
        + [graded(.over, correct: nil), graded(.over, correct: nil, error: nil, isVoid: true)])
    #expect(row.winRate == 0.625)
    #expect(row.profit == 1.55)
    #expect((row.correct, row.incorrect, row.pushes, row.voids) == (5, 3, 1, 1))
    #expect((row.recommendations, row.predictions) == (9, 10))
    #expect((row.overs, row.oversCorrect, row.overWinRate) == (6, 5, 1))
    #expect((row.unders, row.undersCorrect, row.underWinRate) == (3, 0, 0))
  }

  @Test("correct, incorrect, push, void, PASS and NO_LINE add up to all predictions")
  func countsAddUp() throws {
    let row = try row([
      graded(.over, correct: true), graded(.under, correct: false), graded(.over, correct: nil),
      graded(.pass, correct: nil),
      graded(.noLine, correct: nil), graded(.pass, correct: nil, error: nil, isVoid: true),
      graded(.noLine, correct: nil, error: nil, isVoid: true),
    ])
    #expect(
      row.correct + row.incorrect + row.pushes + row.voids + row.passes + row.withoutLine == row.predictions)
    #expect((row.passes, row.withoutLine, row.voids) == (1, 1, 2))
  }

  @Test("voids are in no error, share or mean confidence")
  func voidsAreOut() throws {
    let row = try row([
      graded(.over, correct: true, error: -2, confidence: 0.6), graded(.pass, correct: nil, error: 4, confidence: 0.4),
      graded(.over, correct: nil, error: nil, isVoid: true, confidence: 0.8),
    ])
    #expect((row.meanError, row.medianError, row.bias) == (3, 3, 1))
    #expect((row.within3, row.within3Share) == (1, 0.5))
    #expect((row.within5, row.within5Share) == (2, 1))
    #expect(row.meanConfidence == 0.5)
    #expect(row.confident == 0)
  }

  @Test("rates and errors of a day of voids are null, not zero")
  func allVoid() throws {
    let row = try row([graded(.over, correct: nil, error: nil, isVoid: true)])
    #expect(row.winRate == nil && row.meanError == nil && row.within3Share == nil && row.meanConfidence == nil)
    #expect((row.predictions, row.voids, row.profit) == (1, 1, 0))
  }

  @Test("errors are averaged exactly: a tie goes away from zero")
  func ties() throws {
    let row = try row([graded(.pass, correct: nil, error: -1.01), graded(.pass, correct: nil, error: -1.02)])
    #expect((row.meanError, row.bias) == (1.02, -1.02))
  }

  @Test("high confidence starts at 0.70")
  func highConfidence() throws {
    let row = try row([
      graded(.over, correct: true, confidence: 0.7), graded(.over, correct: false, confidence: 0.71),
      graded(.over, correct: true, confidence: 0.699),
    ])
    #expect((row.confident, row.confidentCorrect, row.confidentWinRate) == (2, 1, 0.5))
  }

  @Test("season average, last ten and line are held against the same rows")
  func baselines() throws {
    var lined = graded(.over, correct: true, error: -3)
    (lined.actual, lined.seasonAverage, lined.last10Average, lined.line) = (27, 20, 25, 22.5)
    var unlined = graded(.noLine, correct: nil, error: 4)
    (unlined.actual, unlined.seasonAverage, unlined.last10Average) = (0, 6, 5)
    var void = graded(.over, correct: nil, error: nil, isVoid: true)
    (void.seasonAverage, void.last10Average, void.line) = (90, 90, 90)
    let row = try row([lined, unlined, void])
    #expect((row.meanError, row.seasonAverageError, row.last10AverageError) == (3.5, 6.5, 3.5))
    #expect((row.lined, row.linedError, row.lineError) == (1, 3, 4.5))
  }

  @Test("a plain prediction that is not known for every row is not compared")
  func incomplete() throws {
    var known = graded(.pass, correct: nil, error: -3)
    (known.actual, known.seasonAverage, known.last10Average) = (27, 20, 25)
    var unknown = graded(.pass, correct: nil, error: 4)
    (unknown.actual, unknown.seasonAverage) = (10, 12)
    let row = try row([known, unknown])
    #expect((row.meanError, row.seasonAverageError, row.last10AverageError) == (3.5, 4.5, nil))
  }

  @Test("defect 18: systems are told apart by their id, and each has one row")
  func systems() throws {
    var other = graded(.over, correct: false)
    other.system = "xgboost_v1"
    var contents = AsOfView.Contents()
    contents[table.graded] = [graded(.over, correct: true), other, graded(.over, correct: true)]
    let rows = try table.rows(
      for: date, from: AsOfView(date: date, season: Season(startYear: 2023), contents: contents)
    ).rows.sorted { $0.system < $1.system }
    #expect(rows.map(\.system) == ["moving_average", "xgboost_v1"])
    #expect(rows.map(\.predictions) == [2, 1])
    #expect(rows.map(\.correct) == [2, 0])
  }
}

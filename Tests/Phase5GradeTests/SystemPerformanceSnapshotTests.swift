import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Phase5Grade

@Suite("system_performance_snapshot")
struct SystemPerformanceSnapshotTests {
  let table = SystemPerformanceSnapshot()
  /// A Sunday: the close of a week.
  let sunday = day("2024-01-14")

  func rows(_ graded: [GradedPrediction]) throws -> [SystemPerformanceSnapshot.Row] {
    var contents = AsOfView.Contents()
    contents[table.past] = PastRows(graded, before: sunday)
    contents[table.today] = graded.filter { $0.gameDate == sunday }
    let partition = try table.rows(
      for: sunday, from: AsOfView(date: sunday, season: Season(startYear: 2023), contents: contents))
    return try PartitionRows(partition.rows, table: "system_performance_snapshot").rows
  }

  /// `count` predictions of a system on one day for players 0, 1, 2 …, with errors of alternating sign about a bias.
  func graded(
    _ system: String, _ count: Int, daysBefore: Int = 5, size: Double, bias: Double = 0, from first: Int = 0
  ) -> [GradedPrediction] {
    (first..<first + count).map {
      .sample(
        error: bias + ($0.isMultiple(of: 2) ? size : -size), system: system, player: $0,
        on: sunday.adding(days: -daysBefore))
    }
  }

  func weights(_ rows: [SystemPerformanceSnapshot.Row]) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in row.weight.map { (row.system, $0) } })
  }

  @Test("weights go by 1/error squared: errors of 4 and 5 weigh 25 to 16")
  func twoMembers() throws {
    let rows = try rows(graded("moving_average", 600, size: 4) + graded("xgboost_v1", 600, size: 5))
    #expect(weights(rows) == ["moving_average": 0.6098, "xgboost_v1": 0.3902])
    #expect(rows.filter { $0.weight != nil }.allSatisfy { $0.period == .last60Days && $0.commonSample == 600 })
  }

  @Test("a member's bias is taken out before it is weighed")
  func bias() throws {
    let rows = try rows(graded("moving_average", 600, size: 4, bias: 3) + graded("xgboost_v1", 600, size: 4))
    #expect(weights(rows) == ["moving_average": 0.5, "xgboost_v1": 0.5])
    let biased = try #require(rows.first { $0.system == "moving_average" && $0.period == .last60Days })
    #expect((biased.commonBias, biased.unbiasedError, biased.bias) == (3, 4, 3))
  }

  @Test("members are weighed on the rows that all of them have")
  func sameRows() throws {
    // The second member is bad only where the first is silent.
    let rows = try rows(
      graded("moving_average", 600, size: 4) + graded("xgboost_v1", 600, size: 4)
        + graded("xgboost_v1", 600, size: 20, from: 600))
    #expect(weights(rows) == ["moving_average": 0.5, "xgboost_v1": 0.5])
    let whole = try #require(rows.first { $0.system == "xgboost_v1" && $0.period == .last60Days })
    #expect((whole.sample, whole.error, whole.commonSample) == (1200, 12, 600))
  }

  @Test("with fewer than 500 rows a member is not judged, and alone it has no weight")
  func tooFew() throws {
    #expect(weights(try rows(graded("moving_average", 600, size: 4) + graded("xgboost_v1", 499, size: 4))) == [:])
    #expect(
      weights(
        try rows(
          graded("moving_average", 600, size: 4) + graded("xgboost_v1", 500, size: 4)
            + graded("zone_matchup_v1", 30, size: 4))
      ).keys.sorted() == ["moving_average", "xgboost_v1"])
    #expect(
      weights(try rows(graded("moving_average", 600, size: 4) + graded("xgboost_v1", 600, size: 4, from: 200))) == [:],
      "400 rows in common are too few")
  }

  @Test("no judged member counts for less than 0.05, and the weights add up to 1")
  func floor() {
    let weights = EnsembleWeights.weights(["a": 1, "b": 2, "c": 20, "d": 50])
    #expect(weights["c"] == 0.05 && weights["d"] == 0.05)
    #expect(((weights["a"] ?? 0) / (weights["b"] ?? 1)).rounded(scale: 6) == 4)
    #expect(weights.values.reduce(0, +).rounded(scale: 9) == 1)
  }

  @Test("the ensemble itself is no member")
  func ensemble() throws {
    let rows = try rows(
      graded("moving_average", 600, size: 4) + graded("xgboost_v1", 600, size: 4)
        + graded("ensemble_v1", 600, size: 1))
    #expect(weights(rows).keys.sorted() == ["moving_average", "xgboost_v1"])
    #expect(rows.count { $0.system == "ensemble_v1" } == 2)
  }

  @Test("sixty days are sixty: the sixty-first is in the season's row alone")
  func window() throws {
    let rows = try rows(
      graded("moving_average", 4, daysBefore: 59, size: 4) + graded("moving_average", 3, daysBefore: 60, size: 4))
    #expect(rows.first { $0.period == .last60Days }?.sample == 4)
    #expect(rows.first { $0.period == .season }?.sample == 7)
    #expect(rows.allSatisfy { $0.asOf == sunday })
  }

  @Test("the grades of the closing date itself are in it")
  func closingDate() throws {
    let rows = try rows(graded("moving_average", 10, size: 4) + graded("moving_average", 7, daysBefore: 0, size: 4))
    #expect(rows.map(\.sample) == [17, 17])
  }

  @Test("defect 16: a hit rate over 60 % on more than 1,000 bets raises the alarm that stops promotion")
  func hitRateAlarm() throws {
    func bets(_ count: Int) -> [GradedPrediction] {
      (0..<count).map {
        .sample(.over, correct: $0 % 10 < 7, error: 6, player: $0, on: sunday.adding(days: -3))
      }
    }
    #expect(try rows(bets(1000)).allSatisfy { $0.leakAlarm == nil })
    #expect(
      try rows(bets(1010)).map(\.leakAlarm)
        == Array(
          repeating: "hit rate 70.0 % on 1010 bets is above 60 %", count: 2))
  }

  @Test("defect 16: an error below 4.3 on more than 1,000 predictions raises it too")
  func errorAlarm() throws {
    #expect(try rows(graded("xgboost_v1", 1000, size: 3.4)).allSatisfy { $0.leakAlarm == nil })
    #expect(
      try rows(graded("xgboost_v1", 1001, size: 3.4)).allSatisfy {
        $0.leakAlarm == "error of 3.4 points on 1001 predictions is below 4.3"
      })
    #expect(try rows(graded("xgboost_v1", 2000, size: 4.3)).allSatisfy { $0.leakAlarm == nil })
  }

  @Test("nothing graded is empty by design, and voids are nothing")
  func empty() throws {
    #expect(try rows([]).isEmpty)
    #expect(try rows([.sample(error: nil, isVoid: true, on: sunday.adding(days: -1))]).isEmpty)
  }
}

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

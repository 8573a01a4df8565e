import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Phase5Grade

@Suite("prediction_performance_summary")
struct PerformanceSummaryTests {
  let table = PredictionPerformanceSummary()
  /// A Sunday: the close of a week.
  let sunday = day("2024-01-14")

  func rows(_ graded: [GradedPrediction]) throws -> [PredictionPerformanceSummary.Row] {
    var contents = AsOfView.Contents()
    contents[table.past] = PastRows(graded, before: sunday)
    contents[table.today] = graded.filter { $0.gameDate == sunday }
    let partition = try table.rows(
      for: sunday, from: AsOfView(date: sunday, season: Season(startYear: 2023), contents: contents))
    return try PartitionRows(partition.rows, table: "prediction_performance_summary").rows
  }

  func graded(
    _ daysBefore: Int, _ recommendation: Recommendation = .over, correct: Bool? = true, player: Int = 1,
    confidence: Double = 0.5, tier: ScoringTier = .rotation, isHome: Bool = false
  ) -> GradedPrediction {
    var graded = GradedPrediction.sample(
      recommendation, correct: correct, confidence: confidence, player: player, tier: tier,
      on: sunday.adding(days: -daysBefore))
    graded.isHome = isHome
    return graded
  }

  func overall(_ rows: [PredictionPerformanceSummary.Row], _ period: SummaryPeriod) throws
    -> PredictionPerformanceSummary.Row
  {
    try #require(rows.first { $0.period == period && $0.key.hasSuffix("|NULL|NULL|NULL|NULL") })
  }

  @Test("seven days are seven and thirty are thirty, the last date included")
  func periods() throws {
    let rows = try rows([0, 6, 7, 13, 14, 29, 30].map { graded($0) })
    #expect(try overall(rows, .last7Days).predictions == 2)
    #expect(try overall(rows, .last30Days).predictions == 6)
    #expect(try overall(rows, .month).predictions == 4, "January began 13 days before the 14th")
    #expect(try overall(rows, .season).predictions == 7)
    #expect(rows.allSatisfy { $0.asOf == sunday })
  }

  @Test("the key names system, period and the one thing that a row is about")
  func keys() throws {
    let rows = try rows((1...5).map { graded($0) })
    #expect(try overall(rows, .last7Days).key == "moving_average|rolling_7d|2024-01-14|NULL|NULL|NULL|NULL")
    let keys = Set(rows.map(\.key))
    #expect(keys.count == rows.count)
    #expect(
      keys.isSuperset(of: [
        "moving_average|month|2024-01|1|NULL|NULL|NULL", "moving_average|season|2023-24|NULL|ROTATION_10_19|NULL|NULL",
        "moving_average|season|2023-24|NULL|NULL|low|NULL", "moving_average|season|2023-24|NULL|NULL|NULL|away",
      ]))
  }

  @Test("a player with five predictions has a row, with four he has none")
  func fewestOfPlayer() throws {
    let rows = try rows((1...5).map { graded($0, player: 1) } + (1...4).map { graded($0, player: 2) })
    #expect(Set(rows.compactMap(\.playerID)) == [1])
    #expect(rows.first { $0.playerID == 1 }?.playerLookup == "player1")
  }

  @Test("the 200 players with the most predictions have rows; among equals the lower id")
  func mostPredicted() throws {
    let all = (1...202).flatMap { player in
      (1...(player == 202 ? 6 : 5)).map { graded($0, player: player) }
    }
    let players = Set(try rows(all).filter { $0.period == .season }.compactMap(\.playerID))
    #expect(players == Set(1...199).union([202]))
  }

  @Test("confidence is high from 0.70 to 1.00 inclusive, medium from 0.55, else low")
  func confidence() throws {
    let rows = try rows([1, 0.7, 0.699, 0.55, 0.549, 0].map { graded(1, confidence: $0) })
    let tiers = rows.filter { $0.period == .season }.compactMap { row in
      row.confidenceTier.map { "\($0) \(row.predictions)" }
    }
    #expect(Set(tiers) == ["high 2", "medium 2", "low 2"])
  }

  @Test("defect 13: pushes and voids are counted and in no hit rate")
  func rates() throws {
    var void = graded(2, correct: nil)
    (void.isVoid, void.signedError, void.actual) = (true, nil, nil)
    let row = try overall(
      try rows([
        graded(1), graded(1), graded(1, .under, correct: false), graded(1, correct: nil), void,
        graded(1, .pass, correct: nil),
        graded(1, .noLine, correct: nil),
      ]), .season)
    #expect((row.predictions, row.recommendations, row.hits, row.misses) == (7, 4, 2, 1))
    #expect((row.pushes, row.voids, row.passes, row.withoutLine) == (1, 1, 1, 1))
    #expect((row.hitRate, row.overHitRate, row.underHitRate) == (0.667, 1, 0))
    #expect(row.profit == 0.82)
    #expect((row.players, row.games) == (1, 1))
  }

  @Test("every slice of a kind adds up to the whole")
  func slices() throws {
    let tiers = ScoringTier.allCases
    let all = (0..<80).map {
      graded(1 + $0 % 20, confidence: Double($0 % 10) / 10, tier: tiers[$0 % 4], isHome: $0.isMultiple(of: 3))
    }
    let rows = try rows(all).filter { $0.period == .season }
    func total(_ isSlice: (PredictionPerformanceSummary.Row) -> Bool) -> Int {
      rows.filter(isSlice).reduce(0) { $0 + $1.predictions }
    }
    #expect(total { $0.tier != nil } == 80)
    #expect(total { $0.confidenceTier != nil } == 80)
    #expect(total { $0.situation != nil } == 80)
  }

  @Test("nothing graded is empty by design")
  func empty() throws {
    #expect(try rows([]).isEmpty)
  }
}

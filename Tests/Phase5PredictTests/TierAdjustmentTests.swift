import Contracts
import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Predict

@Suite("Adjustments by scoring tier")
struct TierAdjustmentTests {
  static func stored(
    _ tier: ScoringTier, _ points: Double, isEnabled: Bool, system: PredictionSystem = .ensemble, asOfDaysAgo: Int = 1
  ) -> StoredAdjustment {
    StoredAdjustment(
      gameDate: .sample.adding(days: -asOfDaysAgo), system: system.rawValue, tier: tier,
      asOf: .sample.adding(days: -asOfDaysAgo), points: points, isEnabled: isEnabled)
  }

  /// The ensemble's row of the running example, a starter with 22.0 points a game, and the others.
  func rows(_ adjustments: [StoredAdjustment]) throws -> [PlayerPropPredictions.Row] {
    let rows = try PlayerPropPredictionsTests().partition([.sample(1)], adjustments: adjustments).rows
    return try PartitionRows(rows, table: "player_prop_predictions").rows
  }

  @Test("8.4 worked: an adjustment of +0.60 makes 14.0 points 14.6")
  func worked() {
    let tiers = TierAdjustments([Self.stored(.rotation, 0.60, isEnabled: true)])
    let adjusted = tiers.adjusted(14.0, seasonAverage: 15)
    #expect(adjusted == .init(tier: .rotation, adjustment: 0.60, points: 14.6, isInUse: true))
  }

  @Test("the ensemble's row has the points with its tier's adjustment; those of the members have none")
  func beside() throws {
    let rows = try rows([
      Self.stored(.starter, 0.75, isEnabled: true), Self.stored(.star, -2, isEnabled: true),
      Self.stored(.starter, 9, isEnabled: true, system: .movingAverage),
    ])
    let ensemble = try #require(rows.first { $0.system == .ensemble })
    #expect(ensemble.tier == .starter)
    #expect(ensemble.tierAdjustment == 0.75)
    #expect(ensemble.adjustedPoints == (ensemble.points + 0.75).rounded(scale: 2))
    #expect(ensemble.usesAdjustment)
    for row in rows where row.system != .ensemble {
      #expect(row.tier == nil && row.tierAdjustment == nil && row.adjustedPoints == nil && !row.usesAdjustment)
    }
  }

  @Test("an adjustment that has not helped out of sample is stored beside the prediction and not used")
  func notEnabled() throws {
    let ensemble = try #require(
      try rows([Self.stored(.starter, 0.75, isEnabled: false)]).first { $0.system == .ensemble })
    #expect(ensemble.tierAdjustment == 0.75)
    #expect(!ensemble.usesAdjustment)
  }

  @Test("an adjustment changes neither the prediction nor what it says of the line, and is no other system")
  func prediction() throws {
    let without = try rows([])
    let with = try rows([Self.stored(.starter, 3, isEnabled: true)])
    #expect(with.map(\.system) == without.map(\.system))
    #expect(with.map(\.points) == without.map(\.points))
    #expect(with.map(\.margin) == without.map(\.margin))
    #expect(with.map(\.recommendation) == without.map(\.recommendation))
    #expect(with.map(\.confidence) == without.map(\.confidence))
  }

  @Test("an adjustment of zero leaves the points as they are, and is not null; none at all is null")
  func zero() throws {
    let zero = try #require(try rows([Self.stored(.starter, 0, isEnabled: false)]).first { $0.system == .ensemble })
    #expect(zero.adjustedPoints == zero.points)
    let none = try #require(try rows([]).first { $0.system == .ensemble })
    #expect(none.adjustedPoints == nil && none.tierAdjustment == nil && none.tier == .starter)
  }

  @Test("adjusted points stay between 0 and 60, and an unknown average is of the bench")
  func range() {
    let tiers = TierAdjustments([Self.stored(.bench, -2, isEnabled: true), Self.stored(.star, 3, isEnabled: true)])
    #expect(tiers.adjusted(1, seasonAverage: 4).points == 0)
    #expect(tiers.adjusted(59, seasonAverage: 33).points == 60)
    #expect(tiers.adjusted(9, seasonAverage: nil).tier == .bench)
  }

  @Test("defect 15: predictions read what closed the week before, and refuse what has seen their date")
  func sameDay() throws {
    let read = try #require(PlayerPropPredictions().inputs.map(\.read).first { $0.table == "scoring_tier_adjustments" })
    #expect(read.scope == .snapshot(.lastWeek))
    #expect(throws: PipelineError.self) { try rows([Self.stored(.starter, 1, isEnabled: true, asOfDaysAgo: 0)]) }
  }
}

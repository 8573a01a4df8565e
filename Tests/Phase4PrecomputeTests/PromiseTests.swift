import Contracts
import League
import Pipeline
import Testing
import Warehouse

@testable import Phase4Precompute

@Suite struct PromiseTests {
  @Test("every promise of a table is of columns that it has, and every table of the phase makes some")
  func declarations() throws {
    let tables = [
      try AnyTable(TeamDefenseZoneAnalysis(), phase: .precompute),
      try AnyTable(PlayerShotZoneAnalysis(), phase: .precompute),
      try AnyTable(PlayerCompositeFactors(), phase: .precompute), try AnyTable(PlayerDailyCache(), phase: .precompute),
      try AnyTable(MLFeatureStoreV2(), phase: .precompute), try AnyTable(PrecomputeFailures(), phase: .precompute),
    ]
    #expect(tables.allSatisfy { !$0.info.quality.isEmpty && !$0.info.purpose.isEmpty })
  }

  @Test("PCF the adjustment stored as the fatigue score breaks the promise of a mean from 60 to 100")
  func fatigueMean() throws {
    #expect(
      PlayerCompositeFactors().quality.contains {
        $0.kind == .mean(column: "fatigue_score", range: 60...100) && $0.consequence == .fail && $0.over == .date
      })
  }

  @Test("no feature may be constant but those that the season or the slate make equal")
  func constants() throws {
    let schema = try TableSchema(table: "ml_feature_store_v2", row: MLFeatureStoreV2.Row.self)
    let features = schema.columns.filter { $0.meaning.prefix { $0 != ":" }.allSatisfy(\.isNumber) }.map(\.name)
    let watched = Set(
      MLFeatureStoreV2().quality.compactMap { check -> String? in
        guard case .varies(let column) = check.kind else { return nil }
        return column
      })
    #expect(features.count == 33)
    #expect(
      Set(features).subtracting(watched) == [
        "injury_risk", "playoff_game", "vegas_line_move", "has_vegas_line",
      ])
  }
}

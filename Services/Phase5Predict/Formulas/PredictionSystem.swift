import Warehouse

/// The systems that predict, each under one id in every mode.
enum PredictionSystem: String, ColumnValue, CaseIterable {
  case movingAverage = "moving_average"
  case zoneMatchup = "zone_matchup_v1"
  case similarity = "similarity_balanced_v1"
  case boosted = "xgboost_v1"
  case ensemble = "ensemble_v1"

  /// Those that the ensemble combines.
  static let members: [PredictionSystem] = [.movingAverage, .zoneMatchup, .similarity, .boosted]

  /// What an edge and a confidence must reach before it recommends a side.
  var gate: BettingGate {
    switch self {
    case .movingAverage, .zoneMatchup: BettingGate(edge: .above(2.0), confidence: .above(0.45))
    case .similarity: BettingGate(edge: .from(2.0), confidence: .from(0.65))
    case .boosted: BettingGate(edge: .from(1.5), confidence: .from(0.60))
    case .ensemble: BettingGate(edge: .from(1.5), confidence: .from(0.65))
    }
  }
}

import Warehouse

/// What the injury report said of a player before his game.
enum InjuryStatus: String, ColumnValue, CaseIterable {
  case available = "AVAILABLE"
  case questionable = "QUESTIONABLE"
  case doubtful = "DOUBTFUL"
  case out = "OUT"

  /// The status behind the feature store's risk, 0 to 3; nil for any other number.
  init?(risk: Double) {
    guard let index = Int(exactly: risk), Self.allCases.indices.contains(index) else { return nil }
    self = Self.allCases[index]
  }
}

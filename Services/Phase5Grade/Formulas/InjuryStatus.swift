import Warehouse

/// What the injury report said of a player before his game.
enum InjuryStatus: String, ColumnValue, CaseIterable {
  case available = "AVAILABLE"
  case probable = "PROBABLE"
  case questionable = "QUESTIONABLE"
  case doubtful = "DOUBTFUL"
  case out = "OUT"
}

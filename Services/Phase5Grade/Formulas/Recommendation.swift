import Warehouse

/// What a system said of a player's line.
enum Recommendation: String, ColumnValue, CaseIterable {
  case over = "OVER"
  case under = "UNDER"
  case pass = "PASS"
  case noLine = "NO_LINE"

  /// Whether a side was taken.
  var isBet: Bool { self == .over || self == .under }
}

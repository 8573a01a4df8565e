import Warehouse

/// What a system says of a player's line.
enum Recommendation: String, ColumnValue, CaseIterable {
  case over = "OVER"
  case under = "UNDER"
  /// There is a line, but not enough in it.
  case pass = "PASS"
  /// There is no line to speak of.
  case noLine = "NO_LINE"
}

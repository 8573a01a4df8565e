import Warehouse

/// Why a prediction cannot be held against a result.
enum VoidReason: String, ColumnValue, CaseIterable {
  /// His game has a box score, and he did not play in it. Without injury reports nobody knows why.
  case didNotPlay = "dnp_unknown"
  /// No player's box score of his game is kept: a play-in game, a cup final.
  case noBoxScore = "no_box_score"
}

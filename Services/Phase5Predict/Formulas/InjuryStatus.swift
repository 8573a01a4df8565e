import Warehouse

/// What the injury report said of a player before his game.
enum InjuryStatus: String, ColumnValue, CaseIterable {
  case available = "AVAILABLE"
  case probable = "PROBABLE"
  case questionable = "QUESTIONABLE"
  case doubtful = "DOUBTFUL"
  case out = "OUT"

  /// Whether he may not play.
  var isFlagged: Bool { self >= .questionable }

  /// The status in the words of the player's context, `available` to `out`; nil for any other word.
  init?(reported word: String) {
    self.init(rawValue: word.uppercased())
  }
}

extension InjuryStatus: Comparable {
  static func < (left: InjuryStatus, right: InjuryStatus) -> Bool { left.order < right.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

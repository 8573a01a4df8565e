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

  /// The status behind the feature store's risk, 0 to 3; nil for any other number. A risk of 3 is doubtful or out, so it
  /// rules nobody out.
  init?(risk: Double) {
    switch risk {
    case 0: self = .available
    case 1: self = .probable
    case 2: self = .questionable
    case 3: self = .doubtful
    default: return nil
    }
  }
}

extension InjuryStatus: Comparable {
  static func < (left: InjuryStatus, right: InjuryStatus) -> Bool { left.order < right.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

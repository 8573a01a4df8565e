/// How much an alert asks of whoever reads it.
public enum AlertSeverity: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// Nothing; it is good to know.
  case info
  /// A look within the day.
  case warning
  /// Somebody now: work that is due stands still, or nobody can tell.
  case critical

  public static func < (left: AlertSeverity, right: AlertSeverity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .critical: 2
    }
  }
}

public import Contracts

/// Where a cell is in its life.
public enum CellState: String, Sendable, CaseIterable, Codable {
  /// Planned; never ran.
  case expected
  /// Asked for, but an input is not there yet; the reason says which.
  case waiting
  /// Leased by a process.
  case running
  case complete
  case degraded
  case emptyOK = "empty_ok"
  case skipped
  case failed

  /// The state after an outcome.
  public init(_ outcome: Outcome) {
    switch outcome {
    case .complete: self = .complete
    case .degraded: self = .degraded
    case .emptyOK: self = .emptyOK
    case .skipped: self = .skipped
    case .failed: self = .failed
    }
  }

  /// The outcome that the state stands for; nil before there is one.
  public var outcome: Outcome? { Outcome(rawValue: rawValue) }

  /// Whether what depends on the cell may go on.
  public var isSettled: Bool { outcome?.isSettled ?? false }
}

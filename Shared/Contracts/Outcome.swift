/// How the work on a cell, or on a whole date of a phase, ended.
public enum Outcome: String, Sendable, Codable, CaseIterable {
  /// All expected rows are there.
  case complete
  /// Rows are there, fewer or poorer than expected; the reason says how.
  case degraded
  /// Nothing was to be written, and the reason says why.
  case emptyOK = "empty_ok"
  /// Left out by design (a bootstrap date, or an input that was left out).
  case skipped
  /// Tried and not done.
  case failed

  /// Whether what depends on the cell may go on.
  public var isSettled: Bool { self != .failed }
}

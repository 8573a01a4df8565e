public import Contracts

/// What a table reads of another: which rows, relative to the date D at hand.
public struct Read: Hashable, Sendable, Codable {
  /// The table that is read; for a fetched input, the name under which it is fetched.
  public var table: TableName
  /// Which of its rows.
  public var scope: Scope

  /// Which rows of a table a read covers.
  public enum Scope: Hashable, Sendable, Codable {
    /// The rows of D itself. Ready when that cell is settled.
    case sameDate
    /// The rows of every game date before D: of D's season, and of `seasons - 1` seasons before it. Ready when each of
    /// these cells is settled.
    case history(seasons: Int)
    /// The partition of D's season as a whole.
    case season
    /// Something outside the warehouse.
    case fetched
  }

  /// A read.
  public init(_ table: TableName, _ scope: Scope) {
    self.table = table
    self.scope = scope
  }
}

public import Warehouse

/// What a table computed for a date.
public struct Partition<Row: Record>: Sendable {
  /// The rows, in any order.
  public var rows: [Row]
  /// How many rows the inputs made expected; nil leaves the schedule's word.
  public var expected: Int?
  /// Why there are no rows, where that is right. Without it, no rows where some are expected fails the cell.
  public var emptyReason: String?
  /// What makes the rows poorer than they should be. The cell is then degraded.
  public var shortcomings: [String]

  /// Rows, with what is to be said of them.
  public init(_ rows: [Row], expected: Int? = nil, emptyReason: String? = nil, shortcomings: [String] = []) {
    self.rows = rows
    self.expected = expected
    self.emptyReason = emptyReason
    self.shortcomings = shortcomings
  }

  /// No rows, and why that is right.
  public static func empty(_ reason: String) -> Partition {
    Partition([], expected: 0, emptyReason: reason)
  }
}

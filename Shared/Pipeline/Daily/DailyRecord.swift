public import Warehouse

/// What became of a step of daily mode: the table `daily_steps`, a partition for each Eastern day.
public struct DailyRecord: Record {
  /// The step's id.
  public var step = ""
  /// When it was due.
  public var due = ""
  /// `done`, `skipped` or `failed`.
  public var outcome = ""
  /// Why.
  public var reason: String?
  /// The runs that it asked for, separated by commas.
  public var runs: String?
  /// When that was decided.
  public var decidedAt = ""

  /// An empty record.
  public init() {}

  public mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("step", &step, "Eastern day, work and Eastern time")
    try c.column("due_at", &due, "When it was due, in UTC")
    try c.column("outcome", &outcome, "done, skipped or failed")
    try c.column("reason", &reason, "Why it was skipped, or what it came to")
    try c.column("runs", &runs, "Runs that it asked for")
    try c.column("decided_at", &decidedAt, "When, in UTC")
  }

  /// The table.
  public static let table = "daily_steps"
}

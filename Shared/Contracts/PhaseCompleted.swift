/// The fact that a phase is done with a date, and what came of each of its tables.
public struct PhaseCompleted: Hashable, Sendable {
  /// The request that the phase answered, flags and all.
  public var request: DateRequested
  /// The phase.
  public var phase: Phase
  /// The outcome of the date: the worst of its tables.
  public var status: Outcome
  /// Whether any table's rows changed.
  public var changed: Bool
  /// Why the status is not `complete`.
  public var reason: String?
  /// The outcome of each table, in the order of work.
  public var tables: [TableOutcome]

  /// A completion.
  public init(
    request: DateRequested, phase: Phase, status: Outcome, changed: Bool, reason: String?, tables: [TableOutcome]
  ) {
    self.request = request
    self.phase = phase
    self.status = status
    self.changed = changed
    self.reason = reason
    self.tables = tables
  }

  /// Whether the next phase is to act on it.
  public var startsNextPhase: Bool {
    !request.skipDownstream && phase < request.through && status != .failed
  }
}

/// What came of one table on a date.
public struct TableOutcome: Hashable, Sendable {
  /// The table.
  public var table: TableName
  /// How its cell ended.
  public var status: Outcome
  /// Rows in the store.
  public var rows: Int
  /// Rows that the schedule or the inputs made expected; nil where any number is right.
  public var expected: Int?
  /// Digest of the rows, independent of their order.
  public var outputDigest: String
  /// Whether this differs from what stood there before.
  public var changed: Bool
  /// Time of work in milliseconds; 0 when nothing was recomputed.
  public var durationMS: Int
  /// Why the status is not `complete`.
  public var reason: String?

  /// An outcome.
  public init(
    table: TableName, status: Outcome, rows: Int, expected: Int?, outputDigest: String, changed: Bool,
    durationMS: Int, reason: String?
  ) {
    self.table = table
    self.status = status
    self.rows = rows
    self.expected = expected
    self.outputDigest = outputDigest
    self.changed = changed
    self.durationMS = durationMS
    self.reason = reason
  }

  /// Rows as a share of the expected, at most 1; nil where nothing is expected.
  public var coverage: Double? {
    guard let expected, expected > 0 else { return nil }
    return min(1, Double(rows) / Double(expected))
  }
}

public import League

/// A request to process one game date, from one phase through another. Anyone may publish it; only `date` is required.
public struct DateRequested: Hashable, Sendable {
  /// The run this belongs to. Requests published by hand get a run id of their own.
  public var runID: String
  /// The game date.
  public var date: GameDate
  /// The phase that acts on the request.
  public var from: Phase
  /// The last phase of the cascade.
  public var through: Phase
  /// The tables to process; nil means all tables of each phase.
  public var tables: [TableName]?
  /// Why the date is processed.
  public var mode: RunMode
  /// Whether the cascade stops after `from`; its completion is published all the same.
  public var skipDownstream: Bool
  /// Whether cells are recomputed although their inputs have not changed.
  public var force: Bool
  /// Whether an input that failed or never ran settles with what is there, which marks the reading cell degraded.
  public var acceptGaps: Bool
  /// Length of the bootstrap in days, where the run says so.
  public var bootstrapDays: Int?
  /// Which try of the run at this date this is, from 1.
  public var attempt: Int
  /// Who asked, for the audit.
  public var requestedBy: String
  /// Fields that this version does not know, kept as they came.
  public var unknown: [String: JSONValue]

  /// A request with the defaults of a bare date: from phase 1 through phase 6, replay mode.
  public init(
    runID: String, date: GameDate, from: Phase = .scrape, through: Phase = .publish, tables: [TableName]? = nil,
    mode: RunMode = .replay, skipDownstream: Bool = false, force: Bool = false, acceptGaps: Bool = false,
    bootstrapDays: Int? = nil, attempt: Int = 1, requestedBy: String = "unknown", unknown: [String: JSONValue] = [:]
  ) {
    self.runID = runID
    self.date = date
    self.from = from
    self.through = through
    self.tables = tables
    self.mode = mode
    self.skipDownstream = skipDownstream
    self.force = force
    self.acceptGaps = acceptGaps
    self.bootstrapDays = bootstrapDays
    self.attempt = attempt
    self.requestedBy = requestedBy
    self.unknown = unknown
  }
}

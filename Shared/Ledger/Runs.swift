public import Contracts
public import League
public import Warehouse

/// A run as the ledger keeps it.
public struct RunRecord: Hashable, Sendable, Codable {
  /// Its id.
  public var runID: String
  /// Where it is.
  public var state: RunState
  /// The request, as JSON.
  public var request: String
  /// Who asked.
  public var requestedBy: String
  /// Fingerprint of its plan.
  public var fingerprint: String?
  /// Dates planned.
  public var planned: Int
  /// Results of its gates, as JSON.
  public var gates: String?
  /// Its final report, as JSON.
  public var report: String?
  /// When it was asked for.
  public var createdAt: String
  /// When anything of it last changed.
  public var updatedAt: String

  /// A run that was just asked for.
  public init(runID: String, request: String, requestedBy: String, createdAt: String) {
    self.runID = runID
    state = .planned
    self.request = request
    self.requestedBy = requestedBy
    planned = 0
    self.createdAt = createdAt
    updatedAt = createdAt
  }
}

/// The state of one date in one stage of a run.
public struct RunDate: Hashable, Sendable {
  /// The stage, from 0.
  public var stage: Int
  /// The date.
  public var date: GameDate
  /// How it stands: nil while it is still work.
  public var outcome: Outcome?
  /// How often it was emitted.
  public var attempts: Int
  /// What is to be said of it.
  public var reason: String?

  /// A date of a stage.
  public init(stage: Int, date: GameDate, outcome: Outcome? = nil, attempts: Int = 0, reason: String? = nil) {
    self.stage = stage
    self.date = date
    self.outcome = outcome
    self.attempts = attempts
    self.reason = reason
  }
}

extension Ledger {
  /// Writes a run as it is now.
  public static func put(_ run: RunRecord, in writer: any WarehouseWriter) throws {
    try writer.execute(
      """
      INSERT INTO runs
        (run_id, state, request, requested_by, fingerprint, planned, gates, report, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (run_id) DO UPDATE SET state = excluded.state, request = excluded.request,
        requested_by = excluded.requested_by, fingerprint = excluded.fingerprint, planned = excluded.planned,
        gates = excluded.gates, report = excluded.report, created_at = excluded.created_at,
        updated_at = excluded.updated_at
      """,
      [
        .text(run.runID), .text(run.state.rawValue), .text(run.request), .text(run.requestedBy),
        SQLValue(run.fingerprint), .integer(Int64(run.planned)), SQLValue(run.gates), SQLValue(run.report),
        .text(run.createdAt), .text(run.updatedAt),
      ])
  }

  /// Runs, newest first.
  public static func runs(limit: Int = 1000, in reader: any WarehouseReader) throws -> [RunRecord] {
    try reader.all(
      """
      SELECT run_id, state, request, requested_by, fingerprint, planned, gates, report, created_at, updated_at
      FROM runs ORDER BY created_at DESC, run_id DESC LIMIT ?
      """, [.integer(Int64(limit))], run(from:))
  }

  /// A run; nil when there is none of that id.
  public static func run(_ id: String, in reader: any WarehouseReader) throws -> RunRecord? {
    try reader.first(
      """
      SELECT run_id, state, request, requested_by, fingerprint, planned, gates, report, created_at, updated_at
      FROM runs WHERE run_id = ?
      """, [.text(id)], run(from:))
  }

  private static func run(from row: any ResultRow) throws -> RunRecord {
    guard let id = row.text(0), let state = row.text(1).flatMap(RunState.init(rawValue:)) else {
      throw WarehouseError.undecodable(table: "runs", column: "run_id, state")
    }
    var run = RunRecord(
      runID: id, request: row.text(2) ?? "", requestedBy: row.text(3) ?? "", createdAt: row.text(8) ?? "")
    run.state = state
    run.fingerprint = row.text(4)
    run.planned = row.int(5) ?? 0
    run.gates = row.text(6)
    run.report = row.text(7)
    run.updatedAt = row.text(9) ?? ""
    return run
  }

  /// Writes how dates of a run stand.
  public static func put(_ dates: [RunDate], of runID: String, at time: String, in writer: any WarehouseWriter) throws {
    for date in dates {
      try writer.execute(
        """
        INSERT INTO run_dates (run_id, stage, game_date, state, attempts, reason, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (run_id, stage, game_date) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
          reason = excluded.reason, updated_at = excluded.updated_at
        """,
        [
          .text(runID), .integer(Int64(date.stage)), date.date.sqlValue, .text(date.outcome?.rawValue ?? "open"),
          .integer(Int64(date.attempts)), SQLValue(date.reason), .text(time),
        ])
    }
  }

  /// How the dates of a run stand, by stage and date.
  public static func dates(of runID: String, in reader: any WarehouseReader) throws -> [RunDate] {
    try reader.all(
      "SELECT stage, game_date, state, attempts, reason FROM run_dates WHERE run_id = ? ORDER BY stage, game_date",
      [.text(runID)]
    ) { row in
      guard let date = row.text(1).flatMap({ GameDate($0[...]) }) else {
        throw WarehouseError.undecodable(table: "run_dates", column: "game_date")
      }
      return RunDate(
        stage: row.int(0) ?? 0, date: date, outcome: row.text(2).flatMap(Outcome.init(rawValue:)),
        attempts: row.int(3) ?? 0, reason: row.text(4))
    }
  }
}

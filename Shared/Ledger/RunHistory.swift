public import Contracts
import League
public import Warehouse

/// One attempt at a cell, as `run_history` keeps it.
public struct Attempt: Hashable, Sendable {
  /// The cell.
  public var key: CellKey
  /// The run that asked.
  public var runID: String
  /// Which attempt since the cell last settled.
  public var attempt: Int
  /// The process that worked.
  public var owner: String
  /// How it ended.
  public var state: CellState
  /// Why.
  public var reason: String?
  /// Rows in the store afterwards.
  public var rows: Int
  /// Rows expected.
  public var expectedRows: Int?
  /// Whether the rows changed.
  public var changed: Bool
  /// Digest of the inputs.
  public var inputVersion: String?
  /// Digest of the rows.
  public var outputDigest: String?
  /// Version of the code.
  public var codeVersion: String
  /// Kind of error.
  public var errorCategory: ErrorCategory?
  /// The error in words.
  public var error: String?
  /// When the work began.
  public var startedAt: String
  /// When it ended.
  public var finishedAt: String
  /// Time of work in milliseconds.
  public var durationMS: Int

  /// An attempt at a cell that ended as the cell now says.
  public init(
    cell: Cell, runID: String, attempt: Int, owner: String, changed: Bool, codeVersion: String, startedAt: String,
    finishedAt: String, durationMS: Int
  ) {
    key = cell.key
    self.runID = runID
    self.attempt = attempt
    self.owner = owner
    state = cell.state
    reason = cell.reason
    rows = cell.rows
    expectedRows = cell.expectedRows
    self.changed = changed
    inputVersion = cell.inputVersion
    outputDigest = cell.outputDigest
    self.codeVersion = codeVersion
    errorCategory = cell.errorCategory
    error = cell.error
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.durationMS = durationMS
  }
}

extension Ledger {
  /// Adds an attempt to the history.
  public static func record(_ attempt: Attempt, in writer: any WarehouseWriter) throws {
    try writer.execute(
      """
      INSERT INTO run_history (table_name, game_date, run_id, attempt, owner, state, reason, rows, expected_rows, changed,
        input_version, output_digest, code_version, error_category, error, started_at, finished_at, duration_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(attempt.key.table.text), .text(attempt.key.date.description), .text(attempt.runID),
        .integer(Int64(attempt.attempt)), .text(attempt.owner), .text(attempt.state.rawValue),
        SQLValue(attempt.reason), .integer(Int64(attempt.rows)), SQLValue(attempt.expectedRows),
        .integer(attempt.changed ? 1 : 0), SQLValue(attempt.inputVersion), SQLValue(attempt.outputDigest),
        .text(attempt.codeVersion), SQLValue(attempt.errorCategory?.rawValue), SQLValue(attempt.error),
        .text(attempt.startedAt), .text(attempt.finishedAt), .integer(Int64(attempt.durationMS)),
      ])
  }

  /// The attempts at a cell, newest first.
  public static func attempts(at key: CellKey, limit: Int, in reader: any WarehouseReader) throws -> [Attempt] {
    let cell = Cell(key: key, season: .init(nominal: key.date), phase: .scrape)
    return try reader.all(
      """
      SELECT run_id, attempt, owner, state, reason, rows, expected_rows, changed, input_version, output_digest,
        code_version, error_category, error, started_at, finished_at, duration_ms
      FROM run_history WHERE table_name = ? AND game_date = ? ORDER BY id DESC LIMIT ?
      """,
      [.text(key.table.text), .text(key.date.description), .integer(Int64(limit))]
    ) { row in
      var attempt = Attempt(
        cell: cell, runID: row.text(0) ?? "", attempt: row.int(1) ?? 0, owner: row.text(2) ?? "",
        changed: row.int(7) == 1, codeVersion: row.text(10) ?? "", startedAt: row.text(13) ?? "",
        finishedAt: row.text(14) ?? "", durationMS: row.int(15) ?? 0)
      attempt.state = row.text(3).flatMap(CellState.init(rawValue:)) ?? .failed
      attempt.reason = row.text(4)
      attempt.rows = row.int(5) ?? 0
      attempt.expectedRows = row.int(6)
      attempt.inputVersion = row.text(8)
      attempt.outputDigest = row.text(9)
      attempt.errorCategory = row.text(11).flatMap(ErrorCategory.init(rawValue:))
      attempt.error = row.text(12)
      return attempt
    }
  }

  /// What a run did to the tables of a date: whether rows changed, and how long the work took.
  public static func work(
    of runID: String, on date: String, in reader: any WarehouseReader
  ) throws -> [TableName: (changed: Bool, durationMS: Int)] {
    var work: [TableName: (changed: Bool, durationMS: Int)] = [:]
    try reader.select(
      """
      SELECT table_name, max(changed), sum(duration_ms) FROM run_history
      WHERE game_date = ? AND run_id = ? GROUP BY table_name
      """, [.text(date), .text(runID)]
    ) { row in
      if let table = row.text(0).flatMap({ TableName($0) }) {
        work[table] = (row.int(1) == 1, row.int(2) ?? 0)
      }
    }
    return work
  }

  /// How often each cell failed since it last settled, by the code that its service has now.
  public static func failures(in reader: any WarehouseReader) throws -> [CellKey: Int] {
    var failures: [CellKey: Int] = [:]
    try reader.select(
      """
      SELECT h.table_name, h.game_date, count(*) FROM run_history h
      JOIN table_catalog c ON c.table_name = h.table_name AND c.code_version = h.code_version
      WHERE h.state = 'failed' AND h.id > coalesce(
        (SELECT max(s.id) FROM run_history s
         WHERE s.game_date = h.game_date AND s.table_name = h.table_name AND s.state NOT IN ('failed', 'waiting')), 0)
      GROUP BY h.table_name, h.game_date
      """, []
    ) { row in
      if let key = CellKey(tableName: row.text(0), date: row.text(1)) {
        failures[key] = row.int(2)
      }
    }
    return failures
  }
}

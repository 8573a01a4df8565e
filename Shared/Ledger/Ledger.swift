import Contracts
import League
public import Warehouse

/// The ledger's statements. Each runs inside a transaction that the caller has open, together with the rows it speaks of.
public enum Ledger {
  static let cellColumns = """
    table_name, game_date, season, phase, state, reason, rows, expected_rows, input_version, output_digest,
    code_version, run_id, attempts, lease_owner, lease_until, fencing_token, error_category, error, finished_at, change
    """

  /// The cell, or nil when it was never planned nor asked for.
  public static func cell(_ key: CellKey, in reader: any WarehouseReader) throws -> Cell? {
    var decoder = CellDecoder()
    return try reader.first(
      "SELECT \(cellColumns) FROM output_grid WHERE table_name = ? AND game_date = ?",
      [.text(key.table.text), .text(key.date.description)]
    ) { try decoder.cell(in: $0) }
  }

  /// Cells that changed after change number `change`, with their change numbers, in order of change.
  public static func cells(
    changedAfter change: Int, in reader: any WarehouseReader
  ) throws -> [(cell: Cell, change: Int)] {
    var decoder = CellDecoder()
    return try reader.all(
      "SELECT \(cellColumns) FROM output_grid WHERE change > ? ORDER BY change", [.integer(Int64(change))]
    ) { row in
      (try decoder.cell(in: row), row.int(19) ?? 0)
    }
  }

  /// Takes the next change number. Cells written in a transaction carry it, so readers can ask for what is new.
  public static func nextChange(in writer: any WarehouseWriter) throws -> Int {
    try writer.execute("UPDATE ledger_clock SET change = change + 1 WHERE id = 1", [])
    return try writer.first("SELECT change FROM ledger_clock WHERE id = 1") { $0.int(0) } ?? 0
  }

  /// Writes a cell as it is now.
  public static func put(_ cell: Cell, change: Int, at time: String, in writer: any WarehouseWriter) throws {
    try writer.execute(
      """
      INSERT INTO output_grid (\(cellColumns), updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (table_name, game_date) DO UPDATE SET season = excluded.season, phase = excluded.phase,
        state = excluded.state, reason = excluded.reason, rows = excluded.rows, expected_rows = excluded.expected_rows,
        input_version = excluded.input_version, output_digest = excluded.output_digest,
        code_version = excluded.code_version, run_id = excluded.run_id, attempts = excluded.attempts,
        lease_owner = excluded.lease_owner, lease_until = excluded.lease_until,
        fencing_token = excluded.fencing_token, error_category = excluded.error_category, error = excluded.error,
        finished_at = excluded.finished_at, change = excluded.change, updated_at = excluded.updated_at
      """,
      [
        .text(cell.key.table.text), .text(cell.key.date.description), .text(cell.season.label),
        .text(cell.phase.rawValue), .text(cell.state.rawValue), SQLValue(cell.reason), .integer(Int64(cell.rows)),
        SQLValue(cell.expectedRows), SQLValue(cell.inputVersion), SQLValue(cell.outputDigest),
        SQLValue(cell.codeVersion), SQLValue(cell.runID), .integer(Int64(cell.life.attempts)),
        SQLValue(cell.life.lease?.owner), cell.life.lease.map { .integer($0.until) } ?? .null,
        .integer(Int64(cell.life.fencingToken)), SQLValue(cell.errorCategory?.rawValue), SQLValue(cell.error),
        SQLValue(cell.finishedAt), .integer(Int64(change)), .text(time),
      ])
  }

  /// Forgets a cell: its date is no game date any more. That it is gone is a change like any other, which reaches
  /// whoever keeps the grid in memory.
  public static func remove(_ key: CellKey, change: Int, at time: String, in writer: any WarehouseWriter) throws {
    try writer.execute(
      "DELETE FROM output_grid WHERE table_name = ? AND game_date = ?",
      [.text(key.table.text), .text(key.date.description)])
    try writer.execute(
      """
      INSERT INTO removed_cells (table_name, game_date, change, removed_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (table_name, game_date) DO UPDATE SET change = excluded.change, removed_at = excluded.removed_at
      """,
      [.text(key.table.text), .text(key.date.description), .integer(Int64(change)), .text(time)])
  }

  /// What changed in the grid after change number `change`: cells as they are now, and cells that are gone.
  public static func changes(after change: Int, in reader: any WarehouseReader) throws -> GridChanges {
    let removed = try reader.all(
      "SELECT table_name, game_date, change FROM removed_cells WHERE change > ?", [.integer(Int64(change))]
    ) { row -> (key: CellKey, change: Int) in
      guard let table = row.text(0).flatMap({ TableName($0) }), let date = row.text(1).flatMap({ GameDate($0) }) else {
        throw WarehouseError.undecodable(table: "removed_cells", column: "table_name, game_date")
      }
      return (CellKey(table, date), row.int(2) ?? 0)
    }
    return GridChanges(cells: try cells(changedAfter: change, in: reader), removed: removed)
  }
}

extension SQLValue {
  init(_ text: String?) {
    self = text.map { .text($0) } ?? .null
  }

  init(_ number: Int?) {
    self = number.map { .integer(Int64($0)) } ?? .null
  }
}

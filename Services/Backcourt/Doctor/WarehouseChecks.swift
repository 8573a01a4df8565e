import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Reports
import Warehouse

/// Checks of the warehouse: that it can be opened, is whole, has the tables that are declared, and holds what is claimed.
enum WarehouseChecks {
  /// The ledger's own tables.
  private static let ledgerTables: Set<String> = [
    "ledger_clock", "table_catalog", "output_grid", "run_history", "waiting_dates", "leased_dates", "runs", "run_dates",
    "audit",
    "removed_cells", "dead_letters", DailyRecord.table, HaltState.table,
  ]

  /// The newest time that the ledger has.
  static func newestTime(in reader: any WarehouseReader) throws -> String? {
    try reader.first(
      """
      SELECT max(t) FROM (SELECT max(updated_at) AS t FROM output_grid UNION ALL SELECT max(updated_at) FROM runs
        UNION ALL SELECT max(at) FROM audit) AS times
      """
    ) { $0.text(0) }
  }

  /// Whether the engine finds the file whole.
  static func integrity(in reader: any WarehouseReader) throws -> Finding {
    let problems = try reader.damages()
    guard problems.isEmpty else {
      return .broken(
        "warehouse file", "it is damaged: \(problems.joined(separator: "; "))",
        "put a copy in its place, or delete it and replay")
    }
    return .ok("warehouse file", "its pages and indexes are in order")
  }

  /// Whether every declared table is there as declared, and no other.
  static func schema(in reader: any WarehouseReader) throws -> Finding {
    let catalog = try Ledger.catalog(in: reader).map(TableInfo.init)
    var problems: [String] = []
    for table in catalog {
      let stored = try reader.columns(of: table.name.text)
      guard !stored.isEmpty else {
        problems.append("\(table.name) is not there")
        continue
      }
      let types = Dictionary(stored.map { ($0.name, $0.storage?.rawValue ?? "of a type of its own") }) { first, _ in
        first
      }
      for column in table.schema.columns {
        if types[column.name] == nil {
          problems.append("\(table.name).\(column.name) is missing")
        } else if types[column.name] != column.storage.rawValue {
          problems.append(
            "\(table.name).\(column.name) is \(types[column.name] ?? ""), declared \(column.storage.rawValue)")
        }
      }
    }
    guard problems.isEmpty else {
      return .broken(
        "schema", problems.joined(separator: "; "),
        "start the service of the table: it makes what is missing, or says what must be done")
    }
    let known = Set(catalog.map(\.name.text)).union(ledgerTables)
    let foreign = try reader.tables().filter { !known.contains($0) }
    guard foreign.isEmpty else {
      return .warning(
        "schema", "tables that no service declares: \(foreign.joined(separator: ", "))",
        "drop them if they are of an older version")
    }
    return .ok("schema", "\(catalog.count) tables are as declared")
  }

  /// Whether each settled cell has as many rows as it claims, and each partition a cell that claims it.
  static func claims(in reader: any WarehouseReader) throws -> Finding {
    var mirror = GridMirror()
    try Ledger.refresh(&mirror, from: reader)
    var (problems, cells, examples) = (0, 0, [String]())
    func note(_ problem: String) {
      problems += 1
      if examples.count < 5 { examples.append(problem) }
    }
    let present = Set(try reader.tables())
    for table in try Ledger.catalog(in: reader).map(TableInfo.init) where present.contains(table.name.text) {
      var stored: [GameDate: Int] = [:]
      try reader.select("SELECT game_date, count(*) FROM \(table.name) GROUP BY game_date", []) { row in
        if let date = row.text(0).flatMap({ GameDate($0[...]) }) { stored[date] = row.int(1) }
      }
      for cell in mirror.cells(of: table.name).values where cell.state != .running {
        let date = cell.key.date
        // The cell of a season counts the rows of its dates, which have cells of their own.
        if table.grain == .season, date == cell.season.partitionDate, stored[date] == nil { continue }
        cells += 1
        let rows = stored.removeValue(forKey: date) ?? 0
        if rows != cell.rows { note("\(cell.key) claims \(cell.rows) rows and has \(rows)") }
      }
      for (date, rows) in stored.sorted(by: { $0.key < $1.key })
      where mirror[CellKey(table.name, date)]?.state != .running {
        note("\(table.name) has \(rows) rows on \(date) that no cell claims")
      }
    }
    guard problems == 0 else {
      return .broken(
        "claims",
        "\(problems.counted("difference")) between ledger and rows"
          + "\(problems > examples.count ? ", such as" : ""): \(examples.joined(separator: "; "))",
        "`backcourt gaps --repair` compares contents as well, and makes what differs again")
    }
    return .ok("claims", "\(cells) cells have as many rows as they claim")
  }

  /// Whether settled cells were computed by the code that their services have now.
  static func codeVersions(in reader: any WarehouseReader) throws -> Finding {
    let old = try reader.all(
      """
      SELECT g.table_name, g.code_version, c.code_version, count(*) FROM output_grid g
      JOIN table_catalog c ON c.table_name = g.table_name
      WHERE g.code_version IS NOT NULL AND g.code_version <> c.code_version AND g.state IN ('complete', 'degraded', 'empty_ok')
      GROUP BY 1, 2, 3 ORDER BY 1
      """
    ) { "\($0.int(3) ?? 0) cells of \($0.text(0) ?? "") by \($0.text(1) ?? ""), its service has \($0.text(2) ?? "")" }
    guard old.isEmpty else {
      return .warning(
        "code versions", "cells of older code: \(old.joined(separator: "; "))", "`backcourt backfill` recomputes them")
    }
    return .ok("code versions", "every settled cell is of the code that its service registered")
  }

  /// Whether dead letters wait for a decision.
  static func deadLetters(in reader: any WarehouseReader) throws -> Finding {
    let reasons = try Ledger.deadLetterReasons(.open, in: reader)
    let count = reasons.reduce(0) { $0 + $1.count }
    guard count > 0 else { return .ok("dead letters", "none is open") }
    return .warning(
      "dead letters", "\(count) are open, the oldest since \(reasons.map(\.oldest).min() ?? "")",
      "`backcourt deadletter list` shows them by cause")
  }
}

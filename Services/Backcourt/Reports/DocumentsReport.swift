import Contracts
import League
import Pipeline
import Reports
import Warehouse

/// How many documents of each kind were made for some dates, and how long they are.
struct DocumentsReport: Sendable {
  /// By bytes, the most first.
  let kinds: [Kind]

  /// The documents of a table.
  struct Kind: Sendable {
    var table: TableName
    /// Made, counted once for every date for which they were made.
    var made: Int
    /// Places in which they stand; fewer than were made where a later one takes the place of an earlier one.
    var paths: Int
    /// Of those made, before any compression.
    var bytes: Int
  }

  static func make(_ world: World, selection: DateSelection, warehouse: any Warehouse) async throws -> DocumentsReport {
    var world = world
    let dates = world.dates(selection).map(\.date)
    guard let first = dates.min(), let last = dates.max() else { return DocumentsReport(kinds: []) }
    let tables = world.catalog.filter { table in
      table.phase == .publish
        && ["path", "bytes"].allSatisfy { name in table.schema.columns.contains { $0.name == name } }
    }
    let kinds = try await warehouse.read { reader in
      try tables.compactMap { table in
        try reader.first(
          """
          SELECT count(*), count(DISTINCT path), coalesce(sum(bytes), 0) FROM \(table.name)
          WHERE game_date BETWEEN ? AND ?
          """, [.text("\(first)"), .text("\(last)")]
        ) { row in
          Kind(table: table.name, made: row.int(0) ?? 0, paths: row.int(1) ?? 0, bytes: row.int(2) ?? 0)
        }
      }
    }
    return DocumentsReport(kinds: kinds.sorted { ($1.bytes, $0.table) < ($0.bytes, $1.table) })
  }

  var text: String {
    var all = Kind(table: "all", made: 0, paths: 0, bytes: 0)
    for kind in kinds {
      all.made += kind.made
      all.paths += kind.paths
      all.bytes += kind.bytes
    }
    var lines = TextTable(columns: [.left("documents"), .right("made"), .right("paths"), .right("bytes")])
    for kind in kinds + [all] {
      lines.add([kind.table.text, "\(kind.made)", "\(kind.paths)", "\(kind.bytes)"])
    }
    return lines.text
  }
}

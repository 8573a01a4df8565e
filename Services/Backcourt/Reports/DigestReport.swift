import Contracts
import League
import Pipeline
import Reports
import Warehouse

/// A digest of each table, from its rows: equal for two warehouses exactly when their rows are.
struct DigestReport: Encodable {
  var tables: [Row]
  /// A digest of all of them.
  var digest: String

  struct Row: Encodable {
    var table: TableName
    var dates: Int
    var rows: Int
    var digest: String
  }

  static func make(_ world: World, warehouse: any Warehouse) async throws -> DigestReport {
    let rows = try await warehouse.read { reader in
      try world.catalog.map { table in
        let dates = try reader.all("SELECT DISTINCT game_date FROM \(table.name) ORDER BY game_date") { row in
          row.text(0).flatMap { GameDate($0[...]) }
        }.compactMap { $0 }
        var total = 0
        var lines: [String] = []
        for date in dates {
          let found = try reader.digest(of: table.schema, on: date)
          total += found.rows
          lines.append("\(date)=\(found.digest)")
        }
        return Row(
          table: table.name, dates: dates.count, rows: total,
          digest: RowSetDigest.hex(of: lines.joined(separator: "\n").utf8))
      }
    }
    let lines = rows.map { "\($0.table)=\($0.digest)" }
    return DigestReport(tables: rows, digest: RowSetDigest.hex(of: lines.joined(separator: "\n").utf8))
  }

  var text: String {
    var table = TextTable(columns: [.left("table"), .right("dates"), .right("rows"), .left("digest")])
    for row in tables {
      table.add([row.table.text, "\(row.dates)", "\(row.rows)", row.digest])
    }
    return table.text + "\n\nwarehouse \(digest)"
  }
}

import League

/// One connection inside one transaction.
struct PostgreSQLSession: WarehouseWriter {
  private let connection: PostgreSQLConnection

  init(_ connection: PostgreSQLConnection) {
    self.connection = connection
  }

  func select(_ sql: String, _ values: [SQLValue], _ row: (any ResultRow) throws -> Void) throws {
    let result = try connection.run(sql, values)
    for index in 0..<result.rows {
      try row(PostgreSQLRow(result: result, row: index))
    }
  }

  @discardableResult
  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
    do {
      return try connection.run(sql, values).changes
    } catch WarehouseError.duplicateKey {
      throw WarehouseError.engine("a row with this key is there already: \(sql)")
    }
  }

  func columns(of table: String) throws -> [StoredColumn] {
    try all(
      """
      SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, i.indexrelid IS NOT NULL
      FROM pg_attribute a LEFT JOIN pg_index i
        ON i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """, [.text(table)]
    ) { row in
      StoredColumn(
        name: row.text(0) ?? "", storage: StorageType.allCases.first { $0.postgreSQL.hasPrefix(row.text(1) ?? "?") },
        isNullable: row.int(2) != 1, isKey: row.int(3) == 1)
    }
  }

  func tables() throws -> [String] {
    try all(
      """
      SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'warehouse_format'
      ORDER BY tablename::text COLLATE "C"
      """
    ) { $0.text(0) ?? "" }
  }

  /// The server checks its pages by itself, where it was set up with checksums.
  func damages() throws -> [String] { [] }

  func prepare(_ schema: TableSchema) throws {
    let stored = try columns(of: schema.table)
    guard !stored.isEmpty else {
      try connection.command(schema.creation)
      return
    }
    for column in try schema.additions(to: stored) {
      try connection.command("ALTER TABLE \(schema.table) ADD COLUMN \(column.definition)")
    }
  }

  func replace<Row: Record>(_ rows: PartitionRows<Row>, of schema: TableSchema, on date: GameDate) throws -> Int {
    try execute("DELETE FROM \(schema.table) WHERE game_date = ?", [date.sqlValue])
    guard !rows.rows.isEmpty else { return 0 }
    var copy = CopyingVisitor(fields: schema.columns.count + 1)
    let dateText = date.description
    for var row in rows.rows {
      copy.beginRow(dateText)
      try row.columns(&copy)
    }
    copy.end()
    let names = (["game_date"] + schema.columns.map(\.name)).joined(separator: ", ")
    let stored: Int
    do {
      stored = try connection.copy("COPY \(schema.table) (\(names)) FROM STDIN (FORMAT binary)", copy.bytes)
    } catch WarehouseError.duplicateKey {
      throw WarehouseError.duplicateKey(table: schema.table, date: dateText)
    }
    guard stored == rows.rows.count else {
      throw WarehouseError.rowCountDiffers(
        table: schema.table, date: dateText, written: rows.rows.count, stored: stored)
    }
    return stored
  }

  func rows<P: Projection>(_ projection: P.Type, on date: GameDate) throws -> [P] {
    let names = try P.schema.columns.map(\.name).joined(separator: ", ")
    let key = try connection.key(of: P.table)
    let order = key.isEmpty ? "" : " ORDER BY \(key.joined(separator: ", "))"
    let result = try connection.run("SELECT \(names) FROM \(P.table) WHERE game_date = ?\(order)", [date.sqlValue])
    return try (0..<result.rows).map { index in
      var decoder = RowDecodingVisitor(row: PostgreSQLRow(result: result, row: index), table: P.table)
      var row = P()
      row.gameDate = date
      try row.columns(&decoder)
      return row
    }
  }

  func digest(of schema: TableSchema, on date: GameDate) throws -> (digest: String, rows: Int) {
    let names = schema.columns.map(\.name).joined(separator: ", ")
    let result = try connection.run("SELECT \(names) FROM \(schema.table) WHERE game_date = ?", [date.sqlValue])
    var digest = RowSetDigest()
    for row in 0..<result.rows {
      for index in schema.columns.indices {
        digest.add(result.value(row, index))
      }
      digest.endRow()
    }
    return (digest.text(), Int(result.rows))
  }
}

extension StorageType {
  /// The type of a column. Text is compared byte by byte, so that orders are those of every other store.
  var postgreSQL: String {
    switch self {
    case .integer: "bigint"
    case .real: "double precision"
    case .text: "text COLLATE \"C\""
    }
  }
}

extension TableSchema {
  fileprivate var creation: String {
    let columns = ["game_date \(StorageType.text.postgreSQL) NOT NULL"] + columns.map(\.definition)
    let key = (["game_date"] + key).joined(separator: ", ")
    return "CREATE TABLE \(table) (\(columns.joined(separator: ", ")), PRIMARY KEY (\(key)))"
  }
}

extension TableSchema.Column {
  fileprivate var definition: String {
    "\(name) \(storage.postgreSQL)\(isNullable ? "" : " NOT NULL")"
  }
}

private struct RowDecodingVisitor: ColumnWriter {
  let row: PostgreSQLRow
  let table: String
  var place = 0

  mutating func next() -> SQLValue {
    defer { place += 1 }
    return row[place]
  }
}

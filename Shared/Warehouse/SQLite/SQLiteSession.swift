import GRDB
import GRDBSQLite
import League

/// One connection inside one transaction.
struct SQLiteSession: WarehouseWriter {
  private let db: Database
  private let path: String

  init(_ db: Database, path: String) {
    self.db = db
    self.path = path
  }

  func select(_ sql: String, _ values: [SQLValue], _ row: (any ResultRow) throws -> Void) throws {
    let statement = try prepared(sql)
    defer { statement.reset() }
    for (index, value) in values.enumerated() {
      statement.bind(value, at: Int32(index + 1))
    }
    while try statement.step() {
      try row(statement)
    }
  }

  @discardableResult
  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
    let statement = try prepared(sql)
    defer { statement.reset() }
    for (index, value) in values.enumerated() {
      statement.bind(value, at: Int32(index + 1))
    }
    do {
      while try statement.step() {}
    } catch WarehouseError.duplicateKey {
      throw WarehouseError.engine("a row with this key is there already: \(sql)")
    }
    return db.changesCount
  }

  func columns(of table: String) throws -> [StoredColumn] {
    try all("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)", [.text(table)]) { row in
      StoredColumn(
        name: row.text(0) ?? "", storage: row.text(1).flatMap(StorageType.init(rawValue:)),
        isNullable: row.int(2) != 1, isKey: row.int(3) ?? 0 > 0)
    }
  }

  func tables() throws -> [String] {
    try all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name") {
      $0.text(0) ?? ""
    }
  }

  func damages() throws -> [String] {
    try all("PRAGMA integrity_check(5)") { $0.text(0) ?? "" }.filter { $0 != "ok" }
  }

  func prepare(_ schema: TableSchema) throws {
    let stored = try columns(of: schema.table)
    guard !stored.isEmpty else {
      try db.execute(sql: schema.creation)
      return
    }
    for column in try schema.additions(to: stored) {
      try db.execute(sql: "ALTER TABLE \(schema.table) ADD COLUMN \(column.definition)")
    }
  }

  func replace<Row: Record>(_ rows: PartitionRows<Row>, of schema: TableSchema, on date: GameDate) throws -> Int {
    try execute("DELETE FROM \(schema.table) WHERE game_date = ?", [date.sqlValue])
    guard !rows.rows.isEmpty else { return 0 }
    let statement = try prepared(schema.insertion)
    // A statement that failed half-way takes no new values until it is reset, and would write the old ones again.
    defer { statement.reset() }
    var binder = BindingVisitor(statement: statement)
    let dateText = date.description
    for var row in rows.rows {
      statement.bind(.text(dateText), at: 1)
      binder.place = 2
      try row.columns(&binder)
      do {
        _ = try statement.step()
      } catch WarehouseError.duplicateKey {
        throw WarehouseError.duplicateKey(table: schema.table, date: dateText)
      }
      statement.reset()
    }
    let stored = try first("SELECT count(*) FROM \(schema.table) WHERE game_date = ?", [.text(dateText)]) { $0.int(0) }
    guard stored == rows.rows.count else {
      throw WarehouseError.rowCountDiffers(
        table: schema.table, date: dateText, written: rows.rows.count, stored: stored ?? 0)
    }
    return rows.rows.count
  }

  func rows<P: Projection>(_ projection: P.Type, on date: GameDate) throws -> [P] {
    let schema = try P.schema
    let statement = try prepared(
      "SELECT \(schema.columns.map(\.name).joined(separator: ", ")) FROM \(P.table) WHERE game_date = ?")
    defer { statement.reset() }
    statement.bind(date.sqlValue, at: 1)
    var decoder = DecodingVisitor(statement: statement, table: P.table)
    var found: [P] = []
    while try statement.step() {
      var row = P()
      row.gameDate = date
      decoder.place = 0
      try row.columns(&decoder)
      found.append(row)
    }
    // Growing leaves room for more rows, which a history would hold on to.
    return found.withUnsafeBufferPointer { Array($0) }
  }

  func digest(of schema: TableSchema, on date: GameDate) throws -> (digest: String, rows: Int) {
    let statement = try prepared(
      "SELECT \(schema.columns.map(\.name).joined(separator: ", ")) FROM \(schema.table) WHERE game_date = ?")
    defer { statement.reset() }
    statement.bind(date.sqlValue, at: 1)
    var digest = RowSetDigest()
    var count = 0
    while try statement.step() {
      for index in schema.columns.indices {
        digest.add(statement[index])
      }
      digest.endRow()
      count += 1
    }
    return (digest.text(), count)
  }

  private func prepared(_ sql: String) throws -> SQLiteStatementHandle {
    SQLiteStatementHandle(try db.cachedStatement(sql: sql), path: path)
  }
}

extension TableSchema {
  fileprivate var creation: String {
    let columns = ["game_date TEXT NOT NULL"] + columns.map(\.definition)
    let key = (["game_date"] + key).joined(separator: ", ")
    return "CREATE TABLE \(table) (\(columns.joined(separator: ", ")), PRIMARY KEY (\(key))) STRICT, WITHOUT ROWID"
  }

  fileprivate var insertion: String {
    let names = (["game_date"] + columns.map(\.name)).joined(separator: ", ")
    let places = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
    return "INSERT INTO \(table) (\(names)) VALUES (\(places))"
  }
}

extension TableSchema.Column {
  fileprivate var definition: String {
    "\(name) \(storage.rawValue)\(isNullable ? "" : " NOT NULL")"
  }
}

private struct BindingVisitor: ColumnReader {
  let statement: SQLiteStatementHandle
  var place: Int32 = 1

  mutating func read(_ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> SQLValue) {
    statement.bind(value(), at: place)
    place += 1
  }
}

private struct DecodingVisitor: ColumnWriter {
  let statement: SQLiteStatementHandle
  let table: String
  var place = 0

  mutating func next() -> SQLValue {
    defer { place += 1 }
    return statement[place]
  }
}

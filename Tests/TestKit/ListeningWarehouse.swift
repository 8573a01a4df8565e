import League
public import Warehouse

/// A store that keeps in mind every statement it was given, and the most rows that each handed out at once.
public final class ListeningWarehouse: Warehouse {
  private let store: any Warehouse
  private let heard = Locked<[String: Int]>([:])

  /// Listens to what is asked of `store`.
  public init(_ store: any Warehouse) {
    self.store = store
  }

  /// The statements since the last ``forget()``, each with the most rows that it handed out at once.
  public var statements: [String: Int] { heard.value }

  /// Begins anew.
  public func forget() {
    heard.update { $0 = [:] }
  }

  public var location: String { store.location }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseReader) throws -> Result
  ) async throws -> Result {
    try await store.read { [heard] in try body(ListeningReader(reader: $0, heard: heard)) }
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseWriter) throws -> Result
  ) async throws -> Result {
    try await store.write { [heard] in
      try body(ListeningWriter(writer: $0, listening: ListeningReader(reader: $0, heard: heard)))
    }
  }
}

extension Warehouse {
  /// How SQLite means to answer a statement, step by step.
  public func plan(of statement: String) async throws -> [String] {
    try await read { reader in try reader.all("EXPLAIN QUERY PLAN \(statement)") { $0.text(3) ?? "" } }
  }
}

private struct ListeningReader: WarehouseReader {
  let reader: any WarehouseReader
  let heard: Locked<[String: Int]>

  func note(_ sql: String, rows: Int) {
    heard.update { $0[sql] = max($0[sql] ?? 0, rows) }
  }

  func select(_ sql: String, _ values: [SQLValue], _ row: (any ResultRow) throws -> Void) throws {
    var rows = 0
    defer { note(sql, rows: rows) }
    try reader.select(sql, values) {
      rows += 1
      try row($0)
    }
  }

  func rows<P: Projection>(_ projection: P.Type, on date: GameDate) throws -> [P] {
    try reader.rows(projection, on: date)
  }

  func digest(of schema: TableSchema, on date: GameDate) throws -> (digest: String, rows: Int) {
    try reader.digest(of: schema, on: date)
  }

  func columns(of table: String) throws -> [StoredColumn] { try reader.columns(of: table) }

  func tables() throws -> [String] { try reader.tables() }

  func damages() throws -> [String] { try reader.damages() }
}

private struct ListeningWriter: WarehouseWriter {
  let writer: any WarehouseWriter
  let listening: ListeningReader

  func select(_ sql: String, _ values: [SQLValue], _ row: (any ResultRow) throws -> Void) throws {
    try listening.select(sql, values, row)
  }

  func rows<P: Projection>(_ projection: P.Type, on date: GameDate) throws -> [P] {
    try listening.rows(projection, on: date)
  }

  func digest(of schema: TableSchema, on date: GameDate) throws -> (digest: String, rows: Int) {
    try listening.digest(of: schema, on: date)
  }

  func columns(of table: String) throws -> [StoredColumn] { try listening.columns(of: table) }

  func tables() throws -> [String] { try listening.tables() }

  func damages() throws -> [String] { try listening.damages() }

  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
    listening.note(sql, rows: 0)
    return try writer.execute(sql, values)
  }

  func prepare(_ schema: TableSchema) throws { try writer.prepare(schema) }

  func replace<Row: Record>(_ rows: PartitionRows<Row>, of schema: TableSchema, on date: GameDate) throws -> Int {
    try writer.replace(rows, of: schema, on: date)
  }
}

public import League

/// The store of rows and of the ledger beside them.
public protocol Warehouse: Sendable {
  /// Where it is, for messages to people.
  var location: String { get }

  /// Reads one consistent state of the store. Runs beside writers.
  func read<Result: Sendable>(_ body: @escaping @Sendable (any WarehouseReader) throws -> Result) async throws -> Result

  /// Runs one transaction: all of `body` happens, or nothing. Writers of all processes take turns.
  ///
  /// A store behind a wire may run `body` again when the wire broke before its end.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseWriter) throws -> Result
  ) async throws -> Result

  /// How far the clock that the processes of this store share is ahead of this machine's.
  var secondsAhead: Double { get }

  /// Lets go of what is open; later calls fail, or open it again.
  func close() throws
}

extension Warehouse {
  /// The processes share the machine's clock.
  public var secondsAhead: Double { 0 }

  /// Nothing is open.
  public func close() throws {}
}

/// One consistent state of the store. Valid only inside the call that handed it out.
public protocol WarehouseReader {
  /// Calls `row` for each row of the result of a query; `?` stand for `values` in order.
  func select(_ sql: String, _ values: [SQLValue], _ row: (any ResultRow) throws -> Void) throws

  /// The rows of a projection on one date, in key order of the table.
  func rows<P: Projection>(_ projection: P.Type, on date: GameDate) throws -> [P]

  /// The digest of the rows that are in the store, and their number.
  func digest(of schema: TableSchema, on date: GameDate) throws -> (digest: String, rows: Int)

  /// The columns of a table as they are in the store, `game_date` among them; none when there is no such table.
  func columns(of table: String) throws -> [StoredColumn]

  /// The names of the tables in the store in order, the ledger's among them.
  func tables() throws -> [String]

  /// What the engine finds damaged; empty when all is in order.
  func damages() throws -> [String]
}

/// A transaction.
public protocol WarehouseWriter: WarehouseReader {
  /// Runs a statement; `?` stand for `values` in order. Returns the number of rows it changed.
  @discardableResult
  func execute(_ sql: String, _ values: [SQLValue]) throws -> Int

  /// Creates the table, or checks that it is as declared; columns that are new in the declaration are added.
  func prepare(_ schema: TableSchema) throws

  /// Replaces the rows of one date by others.
  ///
  /// - Returns: the number of rows that the store now holds for the date.
  func replace<Row: Record>(_ rows: PartitionRows<Row>, of schema: TableSchema, on date: GameDate) throws -> Int
}

/// One row of a query's result.
public protocol ResultRow {
  /// The value in column `index`, from 0.
  subscript(index: Int) -> SQLValue { get }
}

extension ResultRow {
  /// The text in a column; nil when null or of another type.
  public func text(_ index: Int) -> String? {
    if case .text(let value) = self[index] { value } else { nil }
  }

  /// The whole number in a column; nil when null or of another type.
  public func int(_ index: Int) -> Int? {
    if case .integer(let value) = self[index] { Int(value) } else { nil }
  }

  /// The number in a column; nil when null or text.
  public func double(_ index: Int) -> Double? {
    switch self[index] {
    case .real(let value): value
    case .integer(let value): Double(value)
    case .null, .text: nil
    }
  }
}

extension WarehouseReader {
  /// The first row's value made by `make`; nil when the query has no row.
  public func first<Value>(
    _ sql: String, _ values: [SQLValue] = [], _ make: (any ResultRow) throws -> Value?
  ) throws -> Value? {
    var found: Value?
    var isFirst = true
    try select(sql, values) { row in
      if isFirst {
        found = try make(row)
        isFirst = false
      }
    }
    return found
  }

  /// Every row's value made by `make`.
  public func all<Value>(
    _ sql: String, _ values: [SQLValue] = [], _ make: (any ResultRow) throws -> Value
  ) throws -> [Value] {
    var found: [Value] = []
    try select(sql, values) { found.append(try make($0)) }
    return found
  }
}

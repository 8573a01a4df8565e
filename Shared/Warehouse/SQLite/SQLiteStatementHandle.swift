import GRDB
import GRDBSQLite

/// A prepared statement, bound and stepped directly: no dictionary and no boxed argument between a row and the store.
struct SQLiteStatementHandle: ResultRow {
  /// Keeps the statement alive and in GRDB's cache.
  private let owner: Statement
  private let handle: OpaquePointer
  private let path: String
  /// SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE, which are C macros of expressions.
  private static let duplicateKeyCodes: [Int32] = [SQLITE_CONSTRAINT | (6 << 8), SQLITE_CONSTRAINT | (8 << 8)]

  init(_ statement: Statement, path: String) {
    owner = statement
    handle = statement.sqliteStatement
    self.path = path
  }

  func bind(_ value: SQLValue, at index: Int32) {
    switch value {
    case .null:
      sqlite3_bind_null(handle, index)
    case .integer(let number):
      sqlite3_bind_int64(handle, index, number)
    case .real(let number):
      sqlite3_bind_double(handle, index, number)
    case .text(var text):
      // SQLITE_TRANSIENT: SQLite copies the bytes before this returns.
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          _ = sqlite3_bind_text(handle, index, characters.baseAddress, Int32(characters.count), transient)
        }
      }
    }
  }

  /// Moves to the next row; false when there is none.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let extended = sqlite3_extended_errcode(sqlite3_db_handle(handle))
      if Self.duplicateKeyCodes.contains(extended) {
        throw WarehouseError.duplicateKey(table: "", date: "")
      }
      let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
      throw SQLiteWarehouse.refine(code: code, message: message, path: path)
    }
  }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  subscript(index: Int) -> SQLValue {
    let column = Int32(index)
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_NULL: return .null
    default:
      let count = Int(sqlite3_column_bytes(handle, column))
      guard let bytes = sqlite3_column_text(handle, column) else { return .null }
      return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    }
  }
}

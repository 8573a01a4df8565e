import Foundation
import GRDB
import GRDBSQLite

/// The warehouse in one SQLite file: WAL, any number of reading and writing processes on one machine.
public final class SQLiteWarehouse: Warehouse {
  /// What a process means to do with the file.
  public enum Access: Sendable {
    /// Create or migrate it as needed, read and write.
    case readWrite
    /// Read a file that must be there already.
    case existing
  }

  /// Path of the file.
  public let location: String
  private let pool: DatabasePool

  /// Opens the file.
  ///
  /// - Throws: ``WarehouseError`` when it cannot be opened, is no warehouse, or is of a newer format.
  public init(path: String, access: Access = .readWrite) throws {
    location = path
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    switch access {
    case .existing:
      guard FileManager.default.fileExists(atPath: path) else {
        throw WarehouseError.cannotOpen(path: path, reason: "there is no such file; nothing was replayed into it yet")
      }
    case .readWrite:
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw WarehouseError.cannotOpen(path: path, reason: "its folder cannot be made")
      }
    }
    var configuration = Configuration()
    configuration.maximumReaderCount = 4
    configuration.busyMode = .callback(Self.waitForOtherWriter)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      try db.execute(sql: "PRAGMA cache_size = -4000")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      try db.execute(sql: "PRAGMA mmap_size = 67108864")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
      }
      try SQLiteFormat.bringUpToDate(pool, path: path)
    } catch let error as DatabaseError {
      throw Self.refine(error, path: path)
    }
  }

  public func read<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseReader) throws -> Result
  ) async throws -> Result {
    do {
      return try await pool.read { [location] in try body(SQLiteSession($0, path: location)) }
    } catch let error as DatabaseError {
      throw Self.refine(error, path: location)
    }
  }

  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseWriter) throws -> Result
  ) async throws -> Result {
    do {
      return try await pool.write { [location] in try body(SQLiteSession($0, path: location)) }
    } catch let error as DatabaseError {
      throw Self.refine(error, path: location)
    }
  }

  /// Closes the file; later calls fail.
  public func close() throws {
    try pool.close()
  }

  /// Waits a moment while another process writes, and gives up after about a minute.
  ///
  /// SQLite has no wake-up across processes; short waits of random length keep the queue moving without convoys.
  @Sendable private static func waitForOtherWriter(tries: Int) -> Bool {
    guard tries < 60_000 else { return false }
    usleep(UInt32.random(in: 200...1500))
    return true
  }

  static func refine(_ error: DatabaseError, path: String) -> WarehouseError {
    refine(code: error.extendedResultCode.rawValue, message: error.message ?? "no message", path: path)
  }

  static func refine(code: Int32, message: String, path: String) -> WarehouseError {
    // The memory that processes share stands in a file beside the warehouse; to make that longer needs nothing but space.
    if code == ResultCode.SQLITE_IOERR_SHMSIZE.rawValue { return .diskFull(path: path) }
    return switch code & 0xff {
    case SQLITE_FULL: .diskFull(path: path)
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly(path: path)
    case SQLITE_BUSY, SQLITE_LOCKED: .busy(path: path)
    case SQLITE_CANTOPEN: .cannotOpen(path: path, reason: "it cannot be read or made there")
    case SQLITE_NOTADB: .cannotOpen(path: path, reason: "the file is not a warehouse (not an SQLite database)")
    case SQLITE_CORRUPT: .cannotOpen(path: path, reason: "the file is damaged")
    case SQLITE_IOERR: .engine("input/output error on \(path) (\(message)); check the disk and its free space")
    default: .engine(message)
    }
  }
}

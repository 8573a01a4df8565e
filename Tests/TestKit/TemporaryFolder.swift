public import Foundation
public import Warehouse

/// A folder of a test's own, gone when the last reference to it is.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// A new, empty folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("backcourt-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      // A test may have removed it itself.
    }
  }

  /// Its path.
  public var path: String { url.path }

  /// The path of something in it.
  public func file(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Opens a warehouse of the engine under test: SQLite in this folder, or, where `Tests/with-postgresql` runs the tests, a
  /// schema of a PostgreSQL database. Opening the same name again gives another connection to the same warehouse.
  public func store(_ name: String = "warehouse.sqlite") throws -> any Warehouse {
    guard let server = PostgreSQLServer.shared else { return try warehouse(name) }
    return try PostgreSQLWarehouse(url: try server.address(of: url.lastPathComponent + name))
  }

  /// Opens an SQLite warehouse in it. Opening the same name again gives another connection to the same file.
  public func warehouse(_ name: String = "warehouse.sqlite") throws -> SQLiteWarehouse {
    try SQLiteWarehouse(path: file(name))
  }
}

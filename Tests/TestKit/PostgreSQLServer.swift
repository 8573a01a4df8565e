import Foundation
import Synchronization
import Warehouse

/// The database that `Tests/with-postgresql` has started for the tests; each warehouse in it is a schema.
public final class PostgreSQLServer: Sendable {
  /// The server; nil where the tests run over SQLite.
  public static let shared: PostgreSQLServer? =
    ProcessInfo.processInfo.environment["BACKCOURT_TEST_WAREHOUSE"].map(PostgreSQLServer.init)

  /// The URL of its database.
  public let url: String
  private let made = Mutex<Set<String>>([])

  private init(_ url: String) {
    self.url = url
  }

  /// The address of a warehouse of that name; its schema is made when it is not there.
  public func address(of name: String) throws -> String {
    let schema = "t_" + RowSetDigest.hex(of: name.utf8)
    try made.withLock { made in
      guard made.insert(schema).inserted else { return }
      try psql("CREATE SCHEMA \(schema)")
    }
    return "\(url)&options=-csearch_path%3D\(schema)"
  }

  /// Runs commands in the database with another client.
  public func psql(_ commands: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
    process.arguments = ["-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", commands]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(commands: commands) }
  }

  /// psql did not do what it was asked.
  public struct Failure: Error {
    /// What it was asked.
    public var commands: String
  }
}

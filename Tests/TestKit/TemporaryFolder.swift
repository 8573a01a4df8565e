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

  /// Opens a warehouse in it. Opening the same name again gives another connection to the same file.
  public func warehouse(_ name: String = "warehouse.sqlite") throws -> SQLiteWarehouse {
    try SQLiteWarehouse(path: file(name))
  }
}

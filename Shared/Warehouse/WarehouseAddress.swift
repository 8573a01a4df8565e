/// Where a warehouse is: a file on this machine, or a database on a server.
public enum WarehouseAddress: Hashable, Sendable {
  /// An SQLite file.
  case file(String)
  /// A PostgreSQL database, as libpq's URL.
  case server(String)

  /// The environment variable that says where.
  public static let variable = "BACKCOURT_WAREHOUSE"

  /// The address that a setting names; without one the warehouse is a file in the data folder.
  ///
  /// - Returns: nil for a text that is no address.
  public init?(_ text: String?, dataDirectory: String) {
    guard let text, !text.isEmpty else {
      self = .file(dataDirectory + "/warehouse.sqlite")
      return
    }
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .server(text)
    } else if let path = text.hasPrefix("sqlite:") ? text.dropFirst("sqlite:".count) : nil, !path.isEmpty {
      self = .file(String(path))
    } else {
      return nil
    }
  }

  /// The address as a setting names it.
  public var setting: String {
    switch self {
    case .file(let path): "sqlite:\(path)"
    case .server(let url): url
    }
  }

  /// What a process means to do with the warehouse.
  public enum Access: Sendable {
    /// Create or migrate it as needed, read and write.
    case readWrite
    /// As ``readWrite``, and wait a minute for a server that is not up yet: services start beside it.
    case service
    /// Use what must be there already.
    case existing
  }

  /// Opens the warehouse.
  ///
  /// - Throws: ``WarehouseError``
  public func open(_ access: Access) throws -> any Warehouse {
    switch self {
    case .file(let path):
      try SQLiteWarehouse(path: path, access: access == .existing ? .existing : .readWrite)
    case .server(let url):
      try PostgreSQLWarehouse(
        url: url, access: access == .existing ? .existing : .readWrite,
        openingPatience: access == .service ? .seconds(60) : .zero)
    }
  }
}

extension WarehouseAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The file, or that it is a server: an address may hold a password.
  public var description: String {
    switch self {
    case .file(let path): path
    case .server: "a PostgreSQL server"
    }
  }
  /// As ``description``.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

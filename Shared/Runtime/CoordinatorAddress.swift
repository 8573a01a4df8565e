import Foundation

/// Where the coordinator of a data folder listens: written by it, read by the local tools.
public struct CoordinatorAddress: Hashable, Sendable, Codable {
  /// `http://127.0.0.1:8420`.
  public var url: String
  /// Where its bus is; nil when it was announced by an earlier version.
  public var bootstrapServers: String?

  /// An address.
  public init(url: String, bootstrapServers: String? = nil) {
    self.url = url
    self.bootstrapServers = bootstrapServers
  }

  /// Writes it into a data folder.
  public func write(to directory: String) throws {
    let data = try JSONEncoder().encode(self)
    try data.write(to: Self.file(in: directory), options: .atomic)
  }

  /// Reads it from a data folder; nil when no coordinator has announced itself there.
  public static func read(from directory: String) throws -> CoordinatorAddress? {
    let file = file(in: directory)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try JSONDecoder().decode(CoordinatorAddress.self, from: try Data(contentsOf: file))
  }

  /// Forgets what an earlier coordinator announced.
  public static func remove(from directory: String) throws {
    let file = file(in: directory)
    if FileManager.default.fileExists(atPath: file.path) {
      try FileManager.default.removeItem(at: file)
    }
  }

  private static func file(in directory: String) -> URL {
    URL(fileURLWithPath: directory).appendingPathComponent("coordinator.json")
  }
}

import Foundation
import Providers

/// A folder of its own for a test, gone when the test lets go of it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "backcourt-providers-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // What cannot be removed is left to the system's cleaning of temporary files.
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func writeGzip(_ text: String, to name: String) throws {
    try Data(Gzip.compress(Array(text.utf8))).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }
}

/// Runs `body` and gives the provider error that it throws.
func providerError(_ body: () throws -> Void) -> ProviderError? {
  do {
    try body()
    return nil
  } catch {
    return error as? ProviderError
  }
}

import Foundation
import TestKit

/// A file system of a few megabytes, mounted for the length of a test.
final class SmallDisk: Sendable {
  private let folder: TemporaryFolder

  /// Whether this process may mount.
  static let isPossible: Bool = {
    guard let disk = try? SmallDisk(megabytes: 1) else { return false }
    return FileManager.default.fileExists(atPath: disk.path)
  }()

  init(megabytes: Int) throws {
    folder = try TemporaryFolder()
    try Self.call("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path])
  }

  deinit {
    // What stays mounted goes with the machine.
    try? Self.call("umount", ["-l", folder.path])
  }

  var path: String { folder.path }

  func grow(toMegabytes megabytes: Int) throws {
    try Self.call("mount", ["-o", "remount,size=\(megabytes)m", folder.path])
  }

  /// Writes a file until nothing is left.
  func fill() throws {
    let path = self.path + "/filler"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    guard let file = FileHandle(forWritingAtPath: path) else { throw Failed() }
    do {
      while true { try file.write(contentsOf: Data(count: 4096)) }
    } catch {
      // Full: what was to be reached.
    }
  }

  /// Removes what filled it.
  func empty() throws {
    try FileManager.default.removeItem(atPath: path + "/filler")
  }

  private struct Failed: Error {}

  private static func call(_ command: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed() }
  }
}

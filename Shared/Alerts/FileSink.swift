import Foundation

/// Alerts as lines of JSON at the end of a file. A file that has grown too large is put aside, over the one put aside before.
public struct FileSink: AlertSink {
  public let name = "file"
  private let path: String
  private let limit: Int

  /// Alerts in the file at `path`, of `limit` bytes at most.
  public init(path: String, limit: Int = 4_000_000) {
    self.path = path
    self.limit = limit
  }

  public func send(_ alert: Alert) async throws(AlertFailure) {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      var line = try encoder.encode(alert)
      line.append(UInt8(ascii: "\n"))
      try makeRoom(for: line.count)
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      defer { file.closeFile() }
      try file.seekToEnd()
      try file.write(contentsOf: line)
      try file.synchronize()
    } catch {
      throw .file(path: path, reason: (error as NSError).localizedDescription)
    }
  }

  private func makeRoom(for bytes: Int) throws {
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      let size = try files.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      guard size + bytes > limit else { return }
      if files.fileExists(atPath: path + ".1") { try files.removeItem(atPath: path + ".1") }
      try files.moveItem(atPath: path, toPath: path + ".1")
    }
    try Data().write(to: URL(fileURLWithPath: path))
  }
}

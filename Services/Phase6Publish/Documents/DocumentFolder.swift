import Foundation
import Providers
import Synchronization

/// Documents as files below a local folder, each a ``Providers/DiskFile``.
final class DocumentFolder: DocumentStore {
  /// The folder; it is made when the first document is written.
  let root: String
  private let journal: DocumentJournal
  private let isUnsettled = Mutex(false)

  /// Documents below `root`.
  init(_ root: String) {
    self.root = root
    journal = DocumentJournal("\(root)/.journal")
  }

  func write(_ bytes: [UInt8], at path: DocumentPath) throws {
    try DocumentError.of(try file(at: path).write(bytes))
    isUnsettled.withLock { $0 = true }
  }

  func bytes(at path: DocumentPath) throws -> [UInt8]? {
    try DocumentError.of(try file(at: path).bytes())
  }

  func names(in folder: DocumentPath) throws -> [String] {
    let path = "\(root)/\(folder)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted()
  }

  func remove(_ path: DocumentPath) throws {
    try DocumentError.of(try file(at: path).remove())
  }

  private func file(at path: DocumentPath) -> DiskFile { DiskFile("\(root)/\(path)") }

  func hold(_ documents: [Document]) throws {
    try journal.hold(documents)
  }

  func release() throws {
    try journal.empty { try putForward($0, at: $1) }
  }

  /// One request to the operating system for all that was written; a file at a time takes far longer.
  func settle() {
    let wasUnsettled = isUnsettled.withLock { isUnsettled in
      defer { isUnsettled = false }
      return isUnsettled
    }
    guard wasUnsettled else { return }
    sync()
  }
}

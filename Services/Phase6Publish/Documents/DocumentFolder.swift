import Foundation
import Synchronization

/// Documents as files below a local folder.
///
/// A document is written to a hidden neighbour (`.name.….part`) and renamed into place, so a reader sees the old file, no
/// file or the whole new one, whenever a writer is killed. ``settle()`` makes what was written proof against a power cut.
final class DocumentFolder: DocumentStore {
  /// The folder; it is made when the first document is written.
  let root: String
  private let isUnsettled = Mutex(false)

  /// Documents below `root`.
  init(_ root: String) {
    self.root = root
  }

  func write(_ bytes: [UInt8], at path: DocumentPath) throws {
    let file = "\(root)/\(path)"
    let cut = file.utf8.lastIndex(of: UInt8(ascii: "/")) ?? file.startIndex
    let folder = String(file[..<cut])
    let temporary = "\(folder)/.\(file[file.index(after: cut)...]).\(getpid())-\(UInt64.random(in: .min ... .max)).part"
    var descriptor = Self.create(temporary)
    if descriptor < 0, errno == ENOENT {
      try makeFolder(folder)
      descriptor = Self.create(temporary)
    }
    guard descriptor >= 0 else { throw DocumentError(code: errno, action: "write", path: file) }
    var code = Self.pour(bytes, into: descriptor)
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, file) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw DocumentError(code: code, action: "write", path: file)
    }
    isUnsettled.withLock { $0 = true }
  }

  func names(in folder: DocumentPath) throws -> [String] {
    let path = "\(root)/\(folder)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted()
  }

  func remove(_ path: DocumentPath) throws {
    guard unlink("\(root)/\(path)") != 0, errno != ENOENT else { return }
    throw DocumentError(code: errno, action: "remove", path: "\(root)/\(path)")
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

  func bytes(at path: DocumentPath) throws -> [UInt8]? {
    let file = "\(root)/\(path)"
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw DocumentError(code: code, action: "read", path: file)
    }
    defer { close(descriptor) }
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw DocumentError(code: errno, action: "read", path: file)
    }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: min(Int(size) + 1, 1 << 22))
    while true {
      let count = Foundation.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DocumentError(code: errno, action: "read", path: file) }
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
  }

  private static func create(_ path: String) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
  }

  /// The operating system's refusal, or 0.
  private static func pour(_ bytes: [UInt8], into descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Foundation.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return count < 0 ? errno : EIO }
        written += count
      }
      return 0
    }
  }

  private func makeFolder(_ path: String) throws(DocumentError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      made += made.isEmpty || made == "/" ? "\(name)" : "/\(name)"
      if mkdir(made, 0o755) != 0, errno != EEXIST {
        throw DocumentError(code: errno, action: "make the folder", path: made)
      }
    }
  }
}

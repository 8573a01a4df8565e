import Foundation

/// Documents as files below a local folder.
///
/// A document is written to a hidden neighbour (`.name.….part`), forced to disk and renamed into place, so a reader
/// sees the old file, no file or the whole new one, also after a power cut.
struct DocumentFolder: DocumentStore {
  /// The folder; it is made when the first document is written.
  let root: String

  /// Documents below `root`.
  init(_ root: String) {
    self.root = root
  }

  @discardableResult
  func put(_ bytes: [UInt8], at path: DocumentPath) throws -> Bool {
    guard try self.bytes(at: path) != bytes else { return false }
    let file = URL(fileURLWithPath: root).appendingPathComponent(path.description)
    let folder = file.deletingLastPathComponent()
    let temporary = folder.appendingPathComponent(
      ".\(file.lastPathComponent).\(getpid())-\(UInt64.random(in: .min ... .max)).part"
    ).path
    var descriptor = Self.create(temporary)
    if descriptor < 0, errno == ENOENT {
      try makeFolder(folder.path)
      descriptor = Self.create(temporary)
    }
    guard descriptor >= 0 else { throw DocumentError(code: errno, action: "write", path: file.path) }
    var code = Self.pour(bytes, into: descriptor)
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, file.path) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw DocumentError(code: code, action: "write", path: file.path)
    }
    return true
  }

  func bytes(at path: DocumentPath) throws -> [UInt8]? {
    let file = URL(fileURLWithPath: root).appendingPathComponent(path.description).path
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw DocumentError(code: code, action: "read", path: file)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
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

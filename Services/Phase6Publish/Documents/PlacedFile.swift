import Foundation

/// A file that is whole from the moment it can be seen.
///
/// It is written to a hidden neighbour (`.name.….part`) and renamed into place, so a reader sees the old file, no file or
/// the whole new one, whenever a writer is killed.
enum PlacedFile {
  /// Puts a file of these bytes in place of what stands there; missing folders are made.
  static func write(_ bytes: [UInt8], at file: String) throws(DocumentError) {
    let cut = file.utf8.lastIndex(of: UInt8(ascii: "/")) ?? file.startIndex
    let folder = String(file[..<cut])
    let temporary = "\(folder)/.\(file[file.index(after: cut)...]).\(getpid())-\(UInt64.random(in: .min ... .max)).part"
    var descriptor = create(temporary)
    if descriptor < 0, errno == ENOENT {
      try makeFolder(folder)
      descriptor = create(temporary)
    }
    guard descriptor >= 0 else { throw DocumentError(code: errno, action: "write", path: file) }
    var code = pour(bytes, into: descriptor)
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, file) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw DocumentError(code: code, action: "write", path: file)
    }
  }

  /// The bytes of a file; nil when there is none.
  static func bytes(of file: String) throws(DocumentError) -> [UInt8]? {
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

  private static func makeFolder(_ path: String) throws(DocumentError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      made += made.isEmpty || made == "/" ? "\(name)" : "/\(name)"
      if mkdir(made, 0o755) != 0, errno != EEXIST {
        throw DocumentError(code: errno, action: "make the folder", path: made)
      }
    }
  }
}

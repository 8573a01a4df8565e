import Foundation

/// A file that is read and written whole, and is whole from the moment it can be seen.
public struct DiskFile: Sendable {
  /// Where it stands.
  public let path: String

  /// The file at a path, whether there is one or not.
  public init(_ path: String) {
    self.path = path
  }

  /// The file's present state; nil when there is no such file.
  func identity() throws(ProviderError) -> FileIdentity? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw failure("look at", code)
    }
    return FileIdentity(status)
  }

  /// All bytes of the file, with the state they belong to; nil when there is no such file.
  func read() throws(ProviderError) -> (bytes: [UInt8], identity: FileIdentity)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw failure("read", code)
    }
    defer { close(descriptor) }
    let before = try state(of: descriptor)
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: before.bytes) { buffer, count in
      while count < before.bytes {
        let got = Foundation.read(descriptor, buffer.baseAddress?.advanced(by: count), before.bytes - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { code = errno }
        if got <= 0 { return }
        count += got
      }
    }
    guard code == 0 else { throw failure("read", code) }
    guard bytes.count == before.bytes, try state(of: descriptor) == before else {
      throw .changedWhileReading(path: path)
    }
    return (bytes, before)
  }

  /// All bytes of the file; nil when there is no such file.
  public func bytes() throws(ProviderError) -> [UInt8]? {
    try read()?.bytes
  }

  /// Puts a file of these bytes in place of what stands there; directories on the way are made.
  ///
  /// They are written to a hidden neighbour (`.name.….part`) that is renamed into place, so that a reader sees the old file,
  /// no file or the whole new one, whenever a writer is killed.
  public func write(_ bytes: [UInt8]) throws(ProviderError) {
    let temporary = hiddenNeighbour
    var descriptor = create(temporary)
    if descriptor < 0, errno == ENOENT {
      try makeParents()
      descriptor = create(temporary)
    }
    guard descriptor >= 0 else { throw failure("write", errno) }
    var code = Self.pour(bytes, into: descriptor)
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw failure("write", code)
    }
  }

  /// Takes the file away; that there is none is fine.
  public func remove() throws(ProviderError) {
    guard unlink(path) != 0, errno != ENOENT else { return }
    throw failure("remove", errno)
  }

  /// Renames the file to `….damaged`. Where that is not permitted the file stays, and whoever reads it next finds the
  /// same damage.
  func setAside() {
    rename(path, path + ".damaged")
  }

  /// Whether the operating system's refusal passes by itself.
  static func isPassing(_ code: Int32) -> Bool {
    [EINTR, EAGAIN, EMFILE, ENFILE, EIO, ENOMEM, EBUSY, ESTALE, ETIMEDOUT].contains(code)
  }

  private var hiddenNeighbour: String {
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    return "\(path[..<name]).\(path[name...]).\(getpid())-\(UInt64.random(in: .min ... .max)).part"
  }

  private func create(_ path: String) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
  }

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

  private func makeParents() throws(ProviderError) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
    var directory = path.hasPrefix("/") ? "/" : ""
    while let part = parts.popFirst() {
      directory += directory.isEmpty || directory == "/" ? "\(part)" : "/\(part)"
      if mkdir(directory, 0o755) != 0, errno != EEXIST, errno != EISDIR {
        let code = errno
        throw DiskFile(directory).failure("make the directory", code)
      }
    }
  }

  private func state(of descriptor: Int32) throws(ProviderError) -> FileIdentity {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("look at", errno) }
    return FileIdentity(status)
  }

  private func failure(_ action: String, _ code: Int32) -> ProviderError {
    switch code {
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case EACCES, EPERM, EROFS: .notPermitted(path: path, action: action)
    default: .fileFailed(path: path, action: action, reason: String(cString: strerror(code)), code: code)
    }
  }
}

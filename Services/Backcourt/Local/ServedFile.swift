import Foundation
import Providers

/// A file of the documents' folder, as it is served.
struct ServedFile {
  private let path: String
  private let bytes: [UInt8]
  /// Whether the bytes are compressed as they stand.
  private let isCompressed: Bool

  /// Answers below this many bytes are not worth compressing.
  private static let worthwhile = 1024

  /// The file at a path; one that stands there compressed, under the same name and `.gz`, serves as well. Nil without
  /// either, and for folders and links.
  init?(root: String, path: String) throws {
    self.path = path
    if let bytes = try Self.read("\(root)/\(path)") {
      (self.bytes, isCompressed) = (bytes, path.hasSuffix(".gz"))
    } else if let bytes = try Self.read("\(root)/\(path).gz") {
      (self.bytes, isCompressed) = (bytes, true)
    } else {
      return nil
    }
  }

  var contentType: String {
    path.contains(".ndjson") ? "application/x-ndjson; charset=utf-8" : "application/json; charset=utf-8"
  }

  /// Names the bytes that are served: the content, and its form.
  func tag(gzip: Bool) -> String { "\"\(digest)\(isSentCompressed(gzip) ? "-gz" : "")\"" }

  /// Whether a reader who knows these tags has the content already, in whichever form.
  func matches(_ known: String) -> Bool {
    known.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.contains { tag in
      let plain = tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
      return tag == "*" || plain == "\"\(digest)\"" || plain == "\"\(digest)-gz\""
    }
  }

  /// The bytes to be sent, and whether they are compressed.
  func body(gzip: Bool) throws -> (bytes: [UInt8], isGzip: Bool) {
    let isSentCompressed = isSentCompressed(gzip)
    if isCompressed == isSentCompressed { return (bytes, isSentCompressed) }
    return isSentCompressed
      ? (try Gzip.compress(bytes, level: 6, name: path), true) : (try Gzip.decompress(bytes, name: path), false)
  }

  private func isSentCompressed(_ gzip: Bool) -> Bool {
    gzip && (isCompressed || bytes.count >= Self.worthwhile)
  }

  /// FNV-1a over the bytes: it tells versions of a file apart and protects nothing.
  private var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }

  private static func read(_ file: String) throws -> [UInt8]? {
    let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return try handle.readToEnd().map(Array.init) ?? []
  }
}

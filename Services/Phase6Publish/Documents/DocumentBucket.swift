import Foundation
import Providers
import Synchronization

/// Documents as objects in a bucket. An object is replaced whole, so a reader sees the old one or the new one.
///
/// What was read of a path before it is written is the condition of the write, where the store knows conditions: of two
/// writers who saw the same document one is refused, and looks again.
final class DocumentBucket: DocumentStore {
  private let bucket: Bucket
  private let seen = Mutex<[DocumentPath: Bucket.Condition]>([:])

  init(_ bucket: Bucket) {
    self.bucket = bucket
  }

  func write(_ bytes: [UInt8], at path: DocumentPath) throws {
    let condition = seen.withLock { $0.removeValue(forKey: path) } ?? .always
    let isPut = try DocumentError.of(
      try bucket.put(bytes, at: path.description, type: "application/json", if: condition))
    guard isPut else { throw DocumentError.replaced(path: "\(bucket.address)\(path)") }
  }

  func bytes(at path: DocumentPath) throws -> [UInt8]? {
    let object = try DocumentError.of(try bucket.get(path.description))
    seen.withLock { seen in
      seen[path] = object.map { $0.version.map { .version($0) } ?? .always } ?? .absent
    }
    return object?.bytes
  }

  func names(in folder: DocumentPath) throws -> [String] {
    try DocumentError.of(try bucket.names(in: folder.description))
  }

  func remove(_ path: DocumentPath) throws {
    try DocumentError.of(try bucket.delete(path.description))
  }

  /// An object is kept when its put is answered.
  func settle() {}
}

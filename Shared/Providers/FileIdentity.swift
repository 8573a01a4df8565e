import Foundation

/// What tells one state of a file from another without reading it.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
  let bytes: Int
  /// Nanoseconds since 1970.
  let modified: Int64

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    bytes = Int(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

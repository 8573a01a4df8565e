/// Payloads on disk under their own digest: `payloads/ab/abcdef….gz` below a root directory.
///
/// The same bytes are stored once, whoever stores them and however often. A file appears whole or not at all; it is not
/// forced to the disk, since a payload lost to a power failure is noticed when it is read and fetched again by a replay.
public struct PayloadStore: Sendable {
  /// The directory that holds `payloads/`.
  public let root: String

  /// A store below `root`; directories are made when the first payload comes.
  public init(root: String) {
    self.root = root
  }

  /// Stores bytes and gives their id. Writes nothing when they are stored already.
  public func put(_ bytes: [UInt8]) throws(ProviderError) -> PayloadID {
    let id = PayloadID(of: bytes)
    let file = DiskFile(path: path(of: id))
    if try file.identity() == nil {
      try file.write(Gzip.compress(bytes, level: 1, name: "payload \(id)"))
    }
    return id
  }

  /// The bytes of an id.
  ///
  /// - Throws: `ProviderError.payloadMissing`, or `.payloadDamaged` when what is stored does not have that digest. The
  ///   damaged file is set aside as `….damaged`, so that fetching the payload again mends the store.
  public func get(_ id: PayloadID) throws(ProviderError) -> [UInt8] {
    let path = path(of: id)
    guard let (stored, _) = try DiskFile(path: path).read() else {
      throw .payloadMissing(id: id.hex, path: path)
    }
    guard let bytes = decompressed(stored), PayloadID(of: bytes) == id else {
      DiskFile(path: path).setAside()
      throw .payloadDamaged(id: id.hex, path: path)
    }
    return bytes
  }

  /// Where the payload of an id stands.
  public func path(of id: PayloadID) -> String {
    "\(root)/payloads/\(id.hex.prefix(2))/\(id.hex).gz"
  }

  /// Nil for whatever zlib finds wrong: to the reader of a payload every damage is the same.
  private func decompressed(_ stored: [UInt8]) -> [UInt8]? {
    do {
      return try Gzip.decompress(stored)
    } catch {
      return nil
    }
  }
}

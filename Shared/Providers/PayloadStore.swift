/// Payloads on disk, or in a bucket, under their own digest: `payloads/ab/abcdef….gz` below a root.
///
/// The same bytes are stored once, whoever stores them and however often. A file appears whole or not at all; it is not
/// forced to the disk, since a payload lost to a power failure is noticed when it is read and fetched again by a replay.
public struct PayloadStore: Sendable {
  /// What holds `payloads/`: a directory, or the address of a bucket.
  public let root: String
  private let bucket: Bucket?

  /// A store below `root`; directories are made when the first payload comes.
  public init(root: String) {
    self.root = root
    bucket = nil
  }

  /// A store in a bucket.
  public init(_ bucket: Bucket) {
    root = "\(bucket.address)"
    self.bucket = bucket
  }

  /// The store in the bucket of an `s3://` address; without one, below a directory.
  ///
  /// - Throws: ``ProviderError/refused(source:reason:)`` for an address that is none, or without a key.
  public init(
    bucket address: String?, else root: String, environment: [String: String]
  ) throws(ProviderError) {
    guard let address else {
      self.init(root: root)
      return
    }
    self.init(try Bucket(try BucketAddress(address, environment: environment)))
  }

  /// Stores bytes and gives their id. Writes nothing when they are stored already.
  public func put(_ bytes: [UInt8]) throws(ProviderError) -> PayloadID {
    let id = PayloadID(of: bytes)
    if let bucket {
      let key = key(of: id)
      if try !bucket.has(key) {
        try bucket.put(
          try Gzip.compress(bytes, level: 1, name: "payload \(id)"), at: key, type: "application/gzip", if: .absent)
      }
      return id
    }
    let file = DiskFile(path(of: id))
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
    guard let stored = try stored(id) else {
      throw .payloadMissing(id: id.hex, path: path)
    }
    guard let bytes = decompressed(stored), PayloadID(of: bytes) == id else {
      try setAside(stored, id)
      throw .payloadDamaged(id: id.hex, path: path)
    }
    return bytes
  }

  /// Where the payload of an id stands.
  public func path(of id: PayloadID) -> String {
    "\(root)\(root.hasSuffix("/") ? "" : "/")\(key(of: id))"
  }

  private func key(of id: PayloadID) -> String {
    "payloads/\(id.hex.prefix(2))/\(id.hex).gz"
  }

  private func stored(_ id: PayloadID) throws(ProviderError) -> [UInt8]? {
    guard let bucket else { return try DiskFile(path(of: id)).bytes() }
    return try bucket.get(key(of: id))?.bytes
  }

  private func setAside(_ stored: [UInt8], _ id: PayloadID) throws(ProviderError) {
    guard let bucket else { return DiskFile(path(of: id)).setAside() }
    try bucket.put(stored, at: key(of: id) + ".damaged", type: "application/gzip")
    try bucket.delete(key(of: id))
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

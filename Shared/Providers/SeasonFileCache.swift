/// The season files read last, up to a number of bytes; the longest unused goes first.
struct SeasonFileCache {
  private struct Entry {
    var identity: [FileIdentity]
    var file: SeasonFile
    var lastUse: Int
  }

  private let capacity: Int
  private var entries: [String: Entry] = [:]
  private var uses = 0

  /// A cache of `capacity` decompressed bytes. One file is always kept, however large.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Decompressed bytes held.
  var bytes: Int { entries.values.reduce(0) { $0 + $1.file.bytes.count } }

  /// The file at a path as of its present state on disk, read and indexed by `load` unless that state is held already.
  ///
  /// - Parameter identity: the states of all files that its index rests on, its own first.
  mutating func file(
    at path: String, identity: [FileIdentity], load: () throws(ProviderError) -> (SeasonFile, [FileIdentity])?
  ) throws(ProviderError) -> SeasonFile? {
    uses += 1
    if let entry = entries[path], entry.identity == identity {
      entries[path]?.lastUse = uses
      return entry.file
    }
    entries[path] = nil
    guard let (file, identity) = try load() else { return nil }
    makeRoom(for: file.bytes.count)
    entries[path] = Entry(identity: identity, file: file, lastUse: uses)
    return file
  }

  private mutating func makeRoom(for count: Int) {
    while bytes + count > capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      entries[oldest.key] = nil
    }
  }
}

import Foundation
public import League
import Synchronization

/// A directory of season files, `<kind>_<season>.csv.gz` or `.csv` (`docs/operations/archive-format.md`).
///
/// A season file is decompressed and indexed by game date once and kept, up to `cacheBytes`. Before each use its size,
/// time and inode are looked at, so a corrected file is seen by the next call.
public final class ArchiveSource: Source {
  /// `archive`.
  public let name = "archive"
  /// The directory.
  public let directory: String
  /// Held while a file is read and indexed, so that two callers never read it twice.
  private let cache: Mutex<SeasonFileCache>

  /// Opens a directory.
  ///
  /// - Parameter cacheBytes: decompressed bytes kept in memory; a single larger file is kept too.
  /// - Throws: `ProviderError.archiveMissing` when it is not a directory.
  public init(directory: String, cacheBytes: Int = 120_000_000) throws(ProviderError) {
    self.directory = directory
    self.cache = Mutex(SeasonFileCache(capacity: cacheBytes))
    _ = try fileNames()
  }

  /// The seasons with a games file, ascending.
  public func seasons() throws(ProviderError) -> [Season] {
    let seasons = try fileNames().compactMap { name -> Season? in
      guard name.hasPrefix("games_"), let ending = Self.endings.first(where: name.hasSuffix) else { return nil }
      return Season(label: name.dropFirst("games_".count).dropLast(ending.count))
    }
    return Set(seasons).sorted()
  }

  /// The season's games file, decompressed.
  public func schedule(of season: Season) throws(ProviderError) -> Payload {
    guard let file = try file("games_\(season)") else {
      throw .seasonMissing(
        season: season.label, directory: directory, available: try seasons().map(\.label))
    }
    return Payload(source: name, file: file.stem, bytes: file.bytes, lines: file.lines)
  }

  /// Header and lines of the date, byte for byte and in file order, from each file of the kind that has any. The season
  /// is the one that the date falls in by the calendar (`Season.init(nominal:)`).
  public func slices(of kind: PayloadKind, on date: GameDate) throws(ProviderError) -> [Payload] {
    let season = Season(nominal: date)
    var payloads: [Payload] = []
    for fileName in kind.fileNames {
      guard let file = try file("\(fileName)_\(season)"), let slice = file.slice(date) else { continue }
      payloads.append(Payload(source: name, file: file.stem, bytes: slice.bytes, lines: slice.lines))
    }
    return payloads
  }

  private static let endings = [".csv.gz", ".csv"]

  /// The season file of a stem; nil when the archive has none.
  private func file(_ stem: String) throws(ProviderError) -> SeasonFile? {
    var found: (path: String, identity: FileIdentity)?
    for ending in Self.endings {
      let path = "\(directory)/\(stem)\(ending)"
      guard let identity = try DiskFile(path: path).identity() else { continue }
      if let found { throw .ambiguousFile(first: found.path, second: path) }
      found = (path, identity)
    }
    guard let found else { return nil }
    return try cache.withLock { cache throws(ProviderError) in
      try cache.file(at: found.path, identity: found.identity) { () throws(ProviderError) in
        try Self.load(stem, at: found.path)
      }
    }
  }

  private static func load(_ stem: String, at path: String) throws(ProviderError) -> (SeasonFile, FileIdentity)? {
    guard let (stored, identity) = try DiskFile(path: path).read() else { return nil }
    let bytes = path.hasSuffix(".gz") ? try Gzip.decompress(stored, name: path) : stored
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return (try SeasonFile(stem: stem, bytes: bytes, name: name), identity)
  }

  private func fileNames() throws(ProviderError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory)
    } catch {
      throw .archiveMissing(directory: directory)
    }
  }
}

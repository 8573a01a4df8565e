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
  public init(directory: String, cacheBytes: Int = 150_000_000) throws(ProviderError) {
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

  /// The season's players file, decompressed; nil when the archive has none.
  public func players(of season: Season) throws(ProviderError) -> Payload? {
    let stem = "players_\(season)"
    guard let found = try stored(stem) else { return nil }
    let file = try cached(stem, at: found.path, resting: [found.identity]) { () throws(ProviderError) in .nowhere }
    return file.map { Payload(source: name, file: $0.stem, bytes: $0.bytes, lines: $0.lines) }
  }

  /// Header and lines of the date, byte for byte and in file order, from each file of the kind that has any. The season
  /// is the one that the date falls in by the calendar (`Season.init(nominal:)`).
  ///
  /// Play by play is found by its game. An injury transaction carries a day without an hour and belongs to the first game
  /// date after it, on which it was certainly known before the tip-off.
  public func slices(of kind: PayloadKind, on date: GameDate) throws(ProviderError) -> [Payload] {
    let season = Season(nominal: date)
    var payloads: [Payload] = []
    for fileName in kind.fileNames {
      guard let file = try file("\(fileName)_\(season)", of: kind, in: season), let slice = file.slice(date) else {
        continue
      }
      payloads.append(Payload(source: name, file: file.stem, bytes: slice.bytes, lines: slice.lines))
    }
    return payloads
  }

  private static let endings = [".csv.gz", ".csv"]

  /// The season file of a stem; nil when the archive has none.
  private func file(
    _ stem: String, of kind: PayloadKind = .games, in season: Season? = nil
  ) throws(ProviderError) -> SeasonFile? {
    guard let found = try stored(stem) else { return nil }
    guard let season, kind == .playByPlay || kind == .injuries else {
      return try cached(stem, at: found.path, resting: [found.identity]) { () throws(ProviderError) in .byGameDate }
    }
    let schedule = "games_\(season)"
    guard let games = try stored(schedule), let file = try file(schedule) else {
      throw .seasonMissing(season: season.label, directory: directory, available: try seasons().map(\.label))
    }
    return try cached(stem, at: found.path, resting: [found.identity, games.identity]) { () throws(ProviderError) in
      let calendar = try SeasonCalendar(file, name: schedule)
      return kind == .playByPlay ? .byGame(calendar) : .byDayBefore(calendar)
    }
  }

  private func cached(
    _ stem: String, at path: String, resting identity: [FileIdentity], filing: () throws(ProviderError) -> LineFiling
  ) throws(ProviderError) -> SeasonFile? {
    try cache.withLock { cache throws(ProviderError) in
      try cache.file(at: path, identity: identity) { () throws(ProviderError) in
        guard let (stored, read) = try DiskFile(path).read() else { return nil }
        let bytes = path.hasSuffix(".gz") ? try Gzip.decompress(stored, name: path) : stored
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let file = try SeasonFile(stem: stem, bytes: bytes, name: name, filing: filing())
        return (file, [read] + identity.dropFirst())
      }
    }
  }

  /// Where the file of a stem stands; nil when the archive has none.
  private func stored(_ stem: String) throws(ProviderError) -> (path: String, identity: FileIdentity)? {
    var found: (path: String, identity: FileIdentity)?
    for ending in Self.endings {
      let path = "\(directory)/\(stem)\(ending)"
      guard let identity = try DiskFile(path).identity() else { continue }
      if let found { throw .ambiguousFile(first: found.path, second: path) }
      found = (path, identity)
    }
    return found
  }

  private func fileNames() throws(ProviderError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory)
    } catch {
      throw .archiveMissing(directory: directory)
    }
  }
}

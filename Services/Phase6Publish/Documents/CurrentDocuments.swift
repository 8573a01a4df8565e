import Foundation
import League
import Providers

/// The documents that always show the newest date: `results/latest.json`, `streaks/today.json`, a page for each of tonight's
/// players. They are copies of a date's documents, moved by live work alone, and only forward.
struct CurrentDocuments: Sendable {
  private let store: any DocumentStore

  init(store: any DocumentStore) {
    self.store = store
  }

  /// Shows a date's documents, where what is shown is not of a later date.
  func show(_ date: GameDate) throws {
    for kind in DocumentCatalogue.kinds {
      guard let current = kind.current, let bytes = try store.bytes(at: try kind.path(on: date)) else { continue }
      if current.contains("{player}") {
        try show(bytes, of: kind, at: current, on: date)
      } else {
        let path = try DocumentPath(current)
        guard try isNewest(date, at: path) else { continue }
        try store.put(bytes, at: path)
      }
    }
  }

  /// Puts each line of a bundle at its player's path. Where the path has no date, the pages are those of the newest date:
  /// pages of players who are not in it go away.
  private func show(_ bundle: [UInt8], of kind: DocumentKind, at pattern: String, on date: GameDate) throws {
    var gone: Set<DocumentPath> = []
    if pattern.hasSuffix("/{player}.json") {
      let folder = pattern.replacing("/{player}.json", with: "")
      gone = Set(try store.names(in: try DocumentPath(folder)).map { try DocumentPath("\(folder)/\($0)") })
      guard try gone.allSatisfy({ try isNewest(date, at: $0) }) else { return }
    }
    let path = pattern.replacing("{date}", with: "\(date)")
    for line in try Gzip.decompress(bundle, name: kind.path).split(separator: UInt8(ascii: "\n")) {
      guard let player = Self.player(of: line) else { continue }
      let page = try DocumentPath(path.replacing("{player}", with: player))
      try store.put(Array(line), at: page)
      gone.remove(page)
    }
    for page in gone {
      try store.remove(page)
    }
  }

  /// Whether what stands at a path is of this date or of an earlier one, or nothing stands there.
  private func isNewest(_ date: GameDate, at path: DocumentPath) throws -> Bool {
    guard let standing = try store.bytes(at: path), let shown = Document.date(of: standing) else { return true }
    return shown <= date
  }

  private static func player(of line: ArraySlice<UInt8>) -> String? {
    let name = Array(#""player_lookup":""#.utf8)
    guard let start = line.firstRange(of: name)?.upperBound,
      let end = line[start...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return String(decoding: line[start..<end], as: UTF8.self)
  }
}

import Foundation

/// For how long readers may keep documents, as `catalogue.json` of the documents' folder states it.
struct CacheTimes {
  private static let usual = 300
  private let patterns: [(path: [Substring], seconds: Int)]

  private struct Catalogue: Decodable {
    struct Kind: Decodable {
      var path: String
      var maxAge: Int
      var current: String?
      var currentMaxAge: Int?

      enum CodingKeys: String, CodingKey {
        case path, current
        case maxAge = "max_age"
        case currentMaxAge = "current_max_age"
      }
    }

    var documents: [Kind]
  }

  /// The times of a folder; without a catalogue five minutes for everything.
  init(root: String) throws {
    guard let data = FileManager.default.contents(atPath: "\(root)/catalogue.json") else {
      patterns = []
      return
    }
    patterns = try JSONDecoder().decode(Catalogue.self, from: data).documents.flatMap { kind in
      var found = [(kind.path.split(separator: "/"), kind.maxAge)]
      if kind.path.hasSuffix(".gz") {
        found.append((kind.path.dropLast(3).split(separator: "/"), kind.maxAge))  // served under its plain name as well
      }
      if let current = kind.current, let seconds = kind.currentMaxAge {
        found.append((current.split(separator: "/"), seconds))
      }
      return found
    }
  }

  /// Seconds for a path. A pattern that names the path itself goes before one with something to fill in.
  func seconds(for path: String) -> Int {
    let names = path.split(separator: "/")
    let fitting = patterns.filter { Self.fits($0.path, names) }
    let exact = fitting.first { $0.path == names }
    return (exact ?? fitting.first)?.seconds ?? Self.usual
  }

  private static func fits(_ pattern: [Substring], _ names: [Substring]) -> Bool {
    pattern.count == names.count && zip(pattern, names).allSatisfy { fits($0, $1) }
  }

  private static func fits(_ pattern: Substring, _ name: Substring) -> Bool {
    guard let open = pattern.firstIndex(of: "{"), let close = pattern.firstIndex(of: "}") else {
      return pattern == name
    }
    let (before, after) = (pattern[..<open], pattern[pattern.index(after: close)...])
    return name.count > before.count + after.count && name.hasPrefix(before) && name.hasSuffix(after)
  }
}

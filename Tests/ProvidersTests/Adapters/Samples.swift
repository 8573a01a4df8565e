import Foundation
import JSON
import League

@testable import Providers

/// The folder of captured documents, where there is one.
enum Samples {
  static let directory: String? = {
    let shared =
      ProcessInfo.processInfo.environment["BACKCOURT_DATA"]
      ?? FileManager.default.currentDirectoryPath + "/../shared/data"
    let found = [shared + "/samples", shared + "/../samples"].first {
      FileManager.default.fileExists(atPath: $0 + "/balldontlie")
    }
    if found == nil { print("skipped: no captured documents below \(shared); set BACKCOURT_DATA to test against them") }
    return found
  }()

  /// The paths of all captures.
  static func all() throws -> Set<String> {
    struct Absent: Error {}
    guard let directory, let files = FileManager.default.enumerator(atPath: directory) else { throw Absent() }
    return Set(files.compactMap { $0 as? String }.filter { $0.contains("/") && $0.contains(".") })
  }

  /// The names of all adapters.
  static let adapters: [String] = DocumentCatalogue.adapters.map { $0.name }

  /// The bytes of a capture, decompressed.
  static func bytes(_ path: String) throws -> [UInt8] {
    struct Absent: Error {}
    guard let directory, let data = FileManager.default.contents(atPath: "\(directory)/\(path)") else { throw Absent() }
    return path.hasSuffix(".gz") ? try Gzip.decompress(Array(data), name: path) : Array(data)
  }

  /// The lines that a document is read to.
  static func table(
    _ bytes: [UInt8], as file: String, _ kind: PayloadKind, on date: String, players: PlayerDirectory? = nil
  ) throws -> CSVTable? {
    guard let name = DocumentName(stored: file), let day = GameDate(date) else { return nil }
    let document = try JSONDocument(bytes, name: file)
    guard let adapter = DocumentCatalogue.adapters.first(where: { $0.name == name.adapter }) else { return nil }
    let context = DocumentContext(name: name, date: day, players: players ?? PlayerDirectory())
    return try adapter.lines(of: kind, in: document, context)?.table(name: file)
  }
}

extension CSVTable {
  /// A column's fields, empty ones as an empty text.
  func texts(_ column: String) throws -> [String] {
    let column = try self.column(column)
    return try rows.map { try $0.optionalText(column) ?? "" }
  }

  func sum(_ column: String) throws -> Int { try texts(column).compactMap { Int($0) }.reduce(0, +) }
}

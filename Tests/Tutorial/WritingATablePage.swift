import Foundation

/// docs/development/writing-a-table.md, and the files that it speaks of.
struct WritingATablePage {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The text of a file of the project.
  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The files of a folder of the project, and of those in it.
  static func files(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path).map {
      "\(folder)/\($0)"
    }
  }

  /// The blocks of Swift, in order.
  let blocks: [String]

  init() throws {
    let page = try Self.text(of: "docs/development/writing-a-table.md")
    blocks = page.components(separatedBy: "```swift\n").dropFirst().compactMap { part in
      part.components(separatedBy: "```").first
    }
  }

  /// The table's file: declaration, projections, promises.
  var table: String { [blocks[0], blocks[1], blocks[3]].joined(separator: "\n") }
  /// The line that lists it.
  var line: String { blocks[2] }
  /// How it is computed from given inputs.
  var test: String { blocks[4] }
}

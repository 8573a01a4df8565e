import Contracts
import Foundation
import Pipeline
import Warehouse

/// The pages of `docs/tables`: one for each table, and an index by phase.
struct TablePages {
  /// The declarations, in phase order.
  let catalog: [TableInfo]

  static let notice = "<!-- Written by `make docs` from the declarations. Changes made here are lost. -->"
  static let index = "README.md"

  /// Every page by its file name.
  var files: [String: String] {
    var files = [Self.index: indexText]
    for table in catalog {
      let page = TablePage(table: table, catalog: catalog)
      files[page.path] = page.text
    }
    return files
  }

  /// Makes a folder hold these pages, and no page of a table that is gone.
  func write(to folder: String) throws {
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let pages = files
    for old in try FileManager.default.contentsOfDirectory(atPath: folder) where pages[old] == nil {
      let file = url.appendingPathComponent(old)
      guard old.hasSuffix(".md"), try String(contentsOf: file, encoding: .utf8).hasPrefix(Self.notice) else { continue }
      try FileManager.default.removeItem(at: file)
    }
    for (name, text) in pages {
      try Data(text.utf8).write(to: url.appendingPathComponent(name), options: .atomic)
    }
  }

  private var indexText: String {
    var parts = [
      Self.notice, "# Tables",
      "What each table holds, reads and promises, from the declarations themselves. "
        + "[Writing a table](../development/writing-a-table.md) says how one is declared; "
        + "`backcourt profile TABLE` shows what its rows hold.",
    ]
    for phase in Phase.allCases {
      let tables = catalog.filter { $0.phase == phase }
      guard !tables.isEmpty else { continue }
      var lines = MarkdownTable(head: ["table", "columns", "promises", "what it is for"])
      for table in tables {
        lines.add([
          "[\(table.name)](\(table.name).md)", "\(table.schema.columns.count + 1)", "\(table.quality.count)",
          table.purpose,
        ])
      }
      parts += ["## \(phase.rawValue), \(phase.word)", lines.text]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }
}

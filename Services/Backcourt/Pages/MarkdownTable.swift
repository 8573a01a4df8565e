/// A table in Markdown.
struct MarkdownTable {
  private var lines: [String]

  init(head: [String]) {
    lines = [Self.line(head), "|" + String(repeating: "---|", count: head.count)]
  }

  mutating func add(_ cells: [String]) {
    lines.append(Self.line(cells))
  }

  var text: String { lines.joined(separator: "\n") }

  /// Bars and line ends would end a cell.
  private static func line(_ cells: [String]) -> String {
    let escaped = cells.map { cell in
      cell.map { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) }.joined()
    }
    return "| " + escaped.joined(separator: " | ") + " |"
  }
}

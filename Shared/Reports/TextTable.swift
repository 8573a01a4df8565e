/// Columns that line up.
package struct TextTable {
  package struct Column {
    /// What stands above it.
    package var title: String
    var isRight: Bool

    package static func left(_ title: String) -> Column { Column(title: title, isRight: false) }
    package static func right(_ title: String) -> Column { Column(title: title, isRight: true) }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  package init(columns: [Column]) {
    self.columns = columns
  }

  package mutating func add(_ row: [String]) {
    rows.append(row)
  }

  package var isEmpty: Bool { rows.isEmpty }

  package var text: String {
    let all = [columns.map(\.title)] + rows
    let widths = columns.indices.map { index in all.map { $0[index].count }.max() ?? 0 }
    return all.map { row in
      columns.indices.map { index in
        let space = String(repeating: " ", count: widths[index] - row[index].count)
        return columns[index].isRight ? space + row[index] : row[index] + space
      }.joined(separator: "  ").trimmedEnd
    }.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

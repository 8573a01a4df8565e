import Foundation

/// docs/operations/questions.md: the questions of an operator, each with the command that answers it.
enum QuestionsPage {
  /// The rows of its table: number, and the arguments of `backcourt`.
  static func commands() throws -> [(number: Int, arguments: [String])] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let page = tests.deletingLastPathComponent().appendingPathComponent("docs/operations/questions.md")
    return try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n").compactMap { line in
      let cells = line.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 5, let number = Int(cells[1]),
        let command = cells[3].components(separatedBy: "`").dropFirst().first, command.hasPrefix("backcourt ")
      else { return nil }
      return (number, command.split(separator: " ").dropFirst().map(String.init))
    }
  }
}

import Foundation

/// A session in a terminal as a page shows it: commands after `$`, what they answer, and the exit code where a comment says
/// that it is not 0.
struct ShownSession {
  struct Step: Sendable, CustomStringConvertible {
    var command: String
    /// Lines that the page shows; a line that ends with `…` shows how one begins, one that is only that leaves some out.
    var answer: [String] = []
    var code: Int32 = 0

    var description: String { command }
    var isInBackground: Bool { command.hasSuffix(" &") }
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(of page: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)
  }

  /// The blocks of a page.
  static func blocks(of page: String) throws -> [[String]] {
    let parts = try text(of: page).components(separatedBy: "\n```")
    // Blocks and what stands between them follow each other; a block's first line is what follows its mark.
    return parts.indices.filter { $0 % 2 == 1 }.map { Array(parts[$0].components(separatedBy: "\n").dropFirst()) }
  }

  /// The steps of a page's sessions, in order.
  static func steps(of page: String) throws -> [Step] {
    var steps: [Step] = []
    for block in try blocks(of: page) where block.first?.hasPrefix("$ ") == true {
      for line in block {
        guard line.hasPrefix("$ ") else {
          steps[steps.count - 1].answer.append(line)
          continue
        }
        var step = Step(command: String(line.dropFirst(2)))
        if let comment = step.command.firstMatch(of: #/\s{2,}# ends with (\d)$/#) {
          step.code = Int32(comment.output.1) ?? 0
          step.command.removeSubrange(comment.range)
        }
        steps.append(step)
      }
    }
    return steps
  }

  /// Commands of a page's other blocks, one a line, continued lines joined, without comments.
  static func commands(of page: String, after heading: String) throws -> [String] {
    var commands: [String] = []
    let section = try text(of: page).components(separatedBy: "\n\(heading)\n").last ?? ""
    let own = section.components(separatedBy: "\n## ")[0].components(separatedBy: "\n```")
    for index in own.indices where index % 2 == 1 {
      let lines = own[index].replacing("\\\n", with: "").components(separatedBy: "\n").dropFirst()
      commands += lines.map { $0.replacing(#/\s{2,}#.*$/#, with: "") }.filter { !$0.isEmpty }
    }
    return commands
  }

  /// Commands within the sentences of a page.
  static func mentioned(in page: String) throws -> [String] {
    try text(of: page).matches(of: #/`((?:backcourt|curl) [^`]+)`/#).map { String($0.output.1) }
  }

  /// The shown lines that an answer does not have, numbers aside, in order.
  static func missing(_ shown: [String], in answer: String) -> [String] {
    var rest = answer.components(separatedBy: "\n").map(shape)[...]
    return shown.filter { line in
      let line = shape(line)
      guard !line.isEmpty, line != "…" else { return false }
      let place = rest.firstIndex { line.hasSuffix("…") ? $0.hasPrefix(line.dropLast()) : $0 == line }
      if let place { rest = rest[(place + 1)...] }
      return place == nil
    }
  }

  /// A line without its numbers, digests and widths.
  private static func shape(_ line: String) -> String {
    line.replacing(#/\b[0-9a-f]{32}\b/#, with: "#").replacing(#/\d+(\.\d+)?/#, with: "#")
      .replacing(#/[ ]+/#, with: " ").trimmingCharacters(in: .whitespaces)
  }
}

import Foundation

/// A `backcourt …` that a page of the documentation shows, in a block or within a sentence.
struct ShownCommand: CustomStringConvertible {
  /// The page, from the project's root.
  var page: String
  /// As it is shown.
  var text: String

  var description: String { "\(page): \(text)" }

  /// Whether it is in the notation of a reference: `[--option VALUE]`.
  var isNotation: Bool { text.contains("[") }

  /// The options that it names.
  var options: [String] { text.matches(of: #/--[a-z][a-z-]*/#).map { String($0.output) } }

  /// The commands that it stands for; several where alternatives are shown (`pause | resume`).
  var alternatives: [[String]] {
    var words = Self.words(text)
    var last: [[String]] = []
    while words.count > 2, words[words.count - 2] == "|" {
      last.append([words.removeLast()])
      words.removeLast()
    }
    let common = words.dropLast()
    return last.isEmpty ? [words] : (last + [[words[words.count - 1]]]).map { common + $0 }
  }

  /// Every shown command of the pages, without those of the tables, which are written from declarations.
  static func all() throws -> [ShownCommand] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let docs = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent("docs").path)
    let pages =
      ["README.md", "CONTRIBUTING.md"]
      + docs.filter { $0.hasSuffix(".md") && !$0.hasPrefix("tables/") }.map { "docs/\($0)" }.sorted()
    return try pages.flatMap { page in
      try commands(in: String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)).map {
        ShownCommand(page: page, text: $0)
      }
    }
  }

  private static func commands(in page: String) -> [String] {
    var isBlock = false
    return page.components(separatedBy: "\n").flatMap { line -> [String] in
      if line.hasPrefix("```") {
        isBlock.toggle()
        return []
      }
      if isBlock {
        let command = line.hasPrefix("$ ") ? String(line.dropFirst(2)) : line
        return command.hasPrefix("backcourt ") ? [trimmed(command)] : []
      }
      return line.matches(of: #/`(backcourt [^`]+)`/#).map { trimmed(String($0.output.1)) }
    }
  }

  /// Without a comment, and without what the shell does with it.
  private static func trimmed(_ command: String) -> String {
    var text = command.replacing("\\|", with: "|")
    if let comment = text.firstMatch(of: #/\s{2,}#.*$/#) { text.removeSubrange(comment.range) }
    for end in [" > ", " && ", " | man ", " &"] {
      if let range = text.range(of: end) { text.removeSubrange(range.lowerBound...) }
    }
    return text.trimmingCharacters(in: .whitespaces)
  }

  /// The words of a command, quotes as the shell takes them; without `backcourt` and optional parts, placeholders filled in.
  private static func words(_ command: String) -> [String] {
    let plain = command.replacing(#/\s*\[[^\]]*\]/#, with: "")
    var words = plain.matches(of: #/'([^']*)'|"([^"]*)"|\S+/#).dropFirst().map { match in
      String(match.output.1 ?? match.output.2 ?? match.output.0)
    }
    let usual = [
      "DATE": "2024-01-15", "D": "2024-01-15", "A..B": "2024-01-15..2024-01-16", "TABLE": "player_game_summary",
      "S": "2023-24",
    ]
    let meant = ["backfill": "--all", "plan": "--all", "replay": "2024-01-15"]
    for index in words.indices {
      if let value = usual[words[index]] { words[index] = value }
      if words[index] == "…" {
        let dated = index > 0 && ["--dates", "--start", "--end"].contains(words[index - 1])
        let named = index > 0 && words[index - 1].hasPrefix("--") && words[index - 1] != "--local"
        words[index] = dated ? "2024-01-15" : named ? "something" : meant[words[0]] ?? "…"
      }
    }
    return words
  }
}

import Foundation
import Testing

@Suite("docs/reliability.md")
struct ReliabilityTests {
  private static let tree = SourceTree()

  /// A row of the page's table: `| R17 | what happened | what covers it | what was taken away, and what came of it |`.
  struct Row {
    var number: Int
    var answer: String
    var trial: String

    /// The tests that it names: a file in code, and a name in quotes.
    var tests: [(file: String, name: String)] {
      get throws {
        let pattern = try NSRegularExpression(
          pattern: "`(Tests/[A-Za-z0-9/]+\\.swift)`: \u{201C}([^\u{201D}]+)\u{201D}")
        let text = answer as NSString
        return pattern.matches(in: answer, range: NSRange(location: 0, length: text.length)).map { match in
          (text.substring(with: match.range(at: 1)), text.substring(with: match.range(at: 2)))
        }
      }
    }

    /// Why it cannot occur here, where no test covers it.
    var reason: String? {
      answer.hasPrefix("cannot occur: ") ? String(answer.dropFirst("cannot occur: ".count)) : nil
    }
  }

  private static let rows = Result {
    let page = try String(contentsOf: tree.root.appendingPathComponent("docs/reliability.md"), encoding: .utf8)
    return page.components(separatedBy: "\n").filter { $0.hasPrefix("| R") }.compactMap { line -> Row? in
      let cells = line.components(separatedBy: " | ").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "| "))
      }
      guard cells.count == 4, let number = Int(cells[0].dropFirst()) else { return nil }
      return Row(number: number, answer: cells[2], trial: cells[3])
    }
  }

  /// The names of all tests, by file, as they stand in the sources.
  private static let names = Result {
    let pattern = try NSRegularExpression(pattern: "@Test\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"")
    return try Dictionary(
      uniqueKeysWithValues: tree.files(in: "Tests").filter { $0.pathExtension == "swift" }.map { url in
        let text = try String(contentsOf: url, encoding: .utf8)
        let matches = pattern.matches(in: text, range: NSRange(text.startIndex..., in: text))
        return (tree.relative(url), Set(matches.map { (text as NSString).substring(with: $0.range(at: 1)) }))
      })
  }

  @Test("every incident R01 to R86 has exactly one row, with a test that is there and bears its number, or a reason")
  func rows() throws {
    let (rows, names) = (try Self.rows.get(), try Self.names.get())
    #expect(rows.map(\.number) == Array(1...86))
    for row in rows {
      let tests = try row.tests
      guard row.reason == nil else {
        #expect(tests.isEmpty && (row.reason?.count ?? 0) > 30, "R\(row.number) needs a reason or a test, not both")
        continue
      }
      #expect(!tests.isEmpty, "R\(row.number) names no test and no reason")
      for test in tests {
        #expect(names[test.file]?.contains(test.name) == true, "\(test.file) has no test '\(test.name)'")
        #expect(Self.numbers(in: test.name).contains(row.number), "'\(test.name)' does not bear R\(row.number)")
      }
    }
  }

  @Test("a test that bears an incident's number is in the page's row of it")
  func numbers() throws {
    let rows = Dictionary(uniqueKeysWithValues: try Self.rows.get().map { ($0.number, $0) })
    for (file, names) in try Self.names.get() {
      for name in names {
        for number in Self.numbers(in: name) {
          let tests = try rows[number]?.tests ?? []
          #expect(tests.contains { $0 == (file, name) }, "R\(number) of \(file) is not in docs/reliability.md: \(name)")
        }
      }
    }
  }

  /// A protection of `Tests/Protections/protections`, and what was seen of each of its tests without it.
  private struct Protection {
    var numbers: [Int]
    var words: String
    var outcomes: [(test: String, outcome: String)] = []
  }

  private static func lists(_ name: String) throws -> [String] {
    try String(contentsOf: tree.root.appendingPathComponent("Tests/Protections/\(name)"), encoding: .utf8)
      .components(separatedBy: "\n").filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  private static func readProtections() throws -> [Protection] {
    let seen = Dictionary(
      try lists("seen").map { $0.components(separatedBy: "\t") }.map { ("\($0[0]) \($0[1])", $0[2]) }
    ) { _, last in last }
    var protections: [Protection] = []
    var name = ""
    for line in try lists("protections") {
      if let head = line.wholeMatch(of: /([A-Za-z0-9+]+): (.*)/) {
        name = String(head.1)
        let numbers = name.split(separator: "+").compactMap { Int($0.drop { !$0.isNumber }.prefix { $0.isNumber }) }
        protections.append(Protection(numbers: numbers, words: String(head.2)))
      } else if line.hasPrefix("by ") {
        let test = String(line.dropFirst(3))
        protections[protections.count - 1].outcomes.append((test, seen["\(name) \(test)"] ?? "not tried"))
      }
    }
    return protections
  }

  @Test(
    "the page says of each incident what was taken away and seen, and each of its tests was seen to fail without it")
  func trials() throws {
    let protections = try Self.readProtections()
    for row in try Self.rows.get() {
      let own = protections.filter { $0.numbers.contains(row.number) }
      let told = own.map { "\($0.words): \(Set($0.outcomes.map(\.outcome)).sorted().joined(separator: ", "))" }
      #expect(row.trial == (told.isEmpty ? "·" : told.joined(separator: "; ")), "R\(row.number)")
      for test in try row.tests {
        let text = try String(contentsOf: Self.tree.root.appendingPathComponent(test.file), encoding: .utf8)
        let after = try #require(text.range(of: "\"\(test.name)\"")).upperBound
        let function = try #require(text[after...].firstMatch(of: /func (\w+)\(/)).1
        // Not tried: four seasons take too long, and the test beside it puts leaks in; and one needs an Apache Kafka.
        if ["noFuture", "missingTopic"].contains(function) { continue }
        let target = test.file.components(separatedBy: "/")[1]
        let outcomes = own.flatMap(\.outcomes).filter { $0.test.hasPrefix("\(target).") && $0.test.hasSuffix(function) }
        #expect(outcomes.contains { $0.outcome == "fails" }, "R\(row.number): \(function) was not seen to fail")
      }
    }
  }

  @Test("every line of the list of protections stands in the sources, once, and its tests are there")
  func protections() throws {
    let list = try String(
      contentsOf: Self.tree.root.appendingPathComponent("Tests/Protections/protections"), encoding: .utf8)
    var (file, entries) = ("", 0)
    let files = try Self.tree.files(in: "Tests").filter { $0.pathExtension == "swift" }
    for line in list.components(separatedBy: "\n") {
      if line.hasPrefix("in ") { file = String(line.dropFirst(3)) }
      if line.hasPrefix("- ") {
        let text = try String(contentsOf: Self.tree.root.appendingPathComponent(file), encoding: .utf8)
        let times = text.components(separatedBy: line.dropFirst(2)).count - 1
        #expect(times == 1, "'\(line.dropFirst(2))' stands \(times) times in \(file)")
        entries += 1
      }
      if line.hasPrefix("by ") {
        let parts = line.dropFirst(3).split(whereSeparator: { "./".contains($0) })
        let function = try #require(parts.last.map { $0.split(separator: "*").last.map(String.init) ?? "" })
        let folder = files.filter { Self.tree.relative($0).hasPrefix("Tests/\(parts[0])/") }
        #expect(
          try folder.contains { try String(contentsOf: $0, encoding: .utf8).contains("func \(function)(") },
          "\(line.dropFirst(3)) is not there")
      }
    }
    #expect(entries > 40)
  }

  /// The incidents at the head of a test's name: `R42, R43: …`, also behind a defect's number.
  static func numbers(in name: String) -> [Int] {
    guard let head = name.components(separatedBy: ": ").first, head.count < 60, name.contains(": ") else { return [] }
    return head.components(separatedBy: ", ").compactMap { word in
      word.count == 3 && word.hasPrefix("R") ? Int(word.dropFirst()) : nil
    }
  }

  @Test("the heads of names are read as they are meant")
  func heads() {
    #expect(Self.numbers(in: "R42, R43: it hangs") == [42, 43])
    #expect(Self.numbers(in: "defect 11, R73: the line") == [73])
    #expect(Self.numbers(in: "a row of R1: nothing").isEmpty)
    #expect(Self.numbers(in: "every incident R01 to R86 has a row").isEmpty)
  }
}

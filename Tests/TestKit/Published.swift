import Contracts
import Foundation
import Providers
import Warehouse

/// What a replay published, held against the warehouse and the schemas.
public struct Published: Sendable {
  /// The data folder.
  public let data: String

  /// What is in a data folder.
  public init(data: String) {
    self.data = data
  }

  /// Every document, by its path below the documents' folder.
  public func paths() throws -> [String] {
    let root = URL(fileURLWithPath: data + "/documents")
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
    return try (found?.compactMap { $0 as? URL } ?? []).filter {
      try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        && !$0.lastPathComponent.hasPrefix(".")
    }.map { String($0.resolvingSymlinksInPath().path.dropFirst(root.resolvingSymlinksInPath().path.count + 1)) }
      .sorted()
  }

  /// The bytes of a file.
  public func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(data)/documents/\(path)")))
  }

  /// What was found of all documents.
  public struct Judgement: Sendable {
    /// A kind as the catalogue lists it.
    public struct Kind: Sendable {
      public var path: String
      /// Whether the newest date's document stands here, beside its place among the dates.
      public var showsNewest = false
      public var files = 0
      /// Lines of a bundle count one each.
      public var documents = 0
      /// Before any compression.
      public var bytes = 0
    }

    public var kinds: [Kind] = []
    /// What breaks a schema, by path; paths of no kind are named too.
    public var violations: [String] = []

    /// A line for each kind, and one for all.
    public var text: String {
      var all = Kind(path: "all")
      for kind in kinds {
        all.files += kind.files
        all.documents += kind.documents
        all.bytes += kind.bytes
      }
      return (kinds + [all]).map { "\($0.path): \($0.files) files, \($0.documents) documents, \($0.bytes) bytes" }
        .joined(separator: "\n")
    }
  }

  /// Holds every document against the schema of its kind, the lines of bundles one by one. Tells on standard error how far it
  /// is.
  public func judged() throws -> Judgement {
    var judgement = Judgement()
    var shapes: [Shape] = []
    for kind in try JSONValue(parsing: bytes("catalogue.json"))["documents"]?.elements ?? [] {
      guard case .string(let schema)? = kind["schema"] else { continue }
      for path in [kind["path"], kind["current"]] {
        guard case .string(let path)? = path else { continue }
        shapes.append(try Shape(path: path, schema: schema))
        judgement.kinds.append(.init(path: path, showsNewest: kind["path"] != .string(path)))
      }
    }
    let paths = try paths()
    for (index, path) in paths.enumerated() {
      if index > 0, index.isMultiple(of: 2000) {
        FileHandle.standardError.write(Data("judged \(index) of \(paths.count) files\n".utf8))
      }
      let fitting = shapes.indices.filter { shapes[$0].isOf(path) }
      guard !fitting.isEmpty else {
        judgement.violations.append("\(path) is of no kind")
        continue
      }
      let bytes = try bytes(path)
      let documents =
        path.hasSuffix(".gz") ? try Gzip.decompress(bytes).split(separator: UInt8(ascii: "\n")) : [bytes[...]]
      var best: (kind: Int, violations: [String])?
      for kind in fitting where best?.violations.isEmpty != true {
        let violations = try documents.lazy.flatMap { try shapes[kind].violations(in: $0) }
        if best == nil || violations.isEmpty { best = (kind, violations) }
      }
      guard let best else { continue }
      judgement.kinds[best.kind].files += 1
      judgement.kinds[best.kind].documents += documents.count
      judgement.kinds[best.kind].bytes += documents.reduce(0) { $0 + $1.count }
      judgement.violations += best.violations.prefix(3).map { "\(path): \($0)" }
    }
    return judgement
  }

  /// A path with places to fill in, and the schema of what stands there.
  private struct Shape {
    private let expression: NSRegularExpression
    private let quick: QuickSchema
    private let schema: JSONSchema

    init(path: String, schema: String) throws {
      let pattern = path.replacing(".", with: "[.]").replacing(/\{[a-z]+\}/, with: "[a-z0-9-]+")
      expression = try NSRegularExpression(pattern: "^\(pattern)$")
      quick = try QuickSchema(named: schema)
      self.schema = try JSONSchema(named: schema)
    }

    func isOf(_ path: String) -> Bool {
      expression.firstMatch(in: path, range: NSRange(location: 0, length: path.utf16.count)) != nil
    }

    func violations(in document: ArraySlice<UInt8>) throws -> [String] {
      quick.accepts(document) ? [] : try schema.violations(in: Array(document))
    }
  }

  /// Whether a document is whole: its content hash is that of its own bytes.
  public static func isWhole(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let hash = text.firstMatch(of: /"content_hash":"([0-9a-f]{32})"/)?.output.1 else { return false }
    return RowSetDigest.hex(of: text.replacing("\"content_hash\":\"\(hash)\"", with: "\"content_hash\":\"\"").utf8)
      == hash
  }

  // MARK: Results

  /// The dates that have a results document, ascending.
  public func resultsDates() throws -> [String] {
    try paths().compactMap { path in
      path.wholeMatch(of: /results\/(\d{4}-\d{2}-\d{2})\.json/).map { String($0.output.1) }
    }
  }

  /// What is wrong with this: one results file for each date that has graded predictions, no more and no fewer, and an index
  /// of just these.
  ///
  /// - Parameter published: of which dates; nil for all.
  public func resultsProblems(on published: Set<String>? = nil) async throws -> [String] {
    let graded = try await read { reader in
      try reader.all("SELECT DISTINCT game_date FROM prediction_accuracy ORDER BY 1") { $0.text(0) ?? "" }
    }.filter { published?.contains($0) != false }
    let dates = try resultsDates()
    var problems = Set(graded).subtracting(dates).sorted().map { "\($0) is graded and has no results" }
    problems += Set(dates).subtracting(graded).sorted().map { "\($0) has results and is not graded" }
    if graded.isEmpty { problems.append("nothing is graded") }
    let index = try JSONValue(parsing: bytes("results/index.json"))
    let listed = (index["dates"]?.elements ?? []).compactMap { date -> String? in
      if case .string(let date) = date { date } else { nil }
    }
    if published == nil ? listed != dates : !Set(dates).isSubset(of: listed) {
      problems.append("results/index.json lists \(listed.count) dates, of \(dates.count)")
    }
    return problems
  }

  /// Where the numbers of results documents are others than follow from `prediction_accuracy` by SQL alone.
  public func summaryProblems(on dates: [String]) async throws -> [String] {
    let names = [
      "total_predictions", "correct", "incorrect", "voided_count", "pass_count", "no_line_count", "recommendations",
      "push_count", "avg_mae", "avg_bias", "within_3_points", "within_5_points", "within_3_pct", "within_5_pct",
      "win_rate",
    ]
    var problems: [String] = []
    for date in dates {
      let json = try JSONValue(parsing: bytes("results/\(date).json"))
      guard case .string(let system)? = json["system_id"] else {
        problems.append("\(date) names no system")
        continue
      }
      let bySQL = try await read { reader in
        try reader.first(
          """
          SELECT count(*), coalesce(sum(prediction_correct), 0), coalesce(sum(1 - prediction_correct), 0), sum(is_voided),
            sum(is_voided = 0 AND recommendation = 'PASS'), sum(is_voided = 0 AND recommendation = 'NO_LINE'),
            sum(is_voided = 0 AND recommendation IN ('OVER', 'UNDER')),
            sum(is_voided = 0 AND recommendation IN ('OVER', 'UNDER') AND prediction_correct IS NULL),
            avg(absolute_error), avg(signed_error), coalesce(sum(within_3_points), 0), coalesce(sum(within_5_points), 0),
            avg(within_3_points), avg(within_5_points), avg(prediction_correct)
          FROM prediction_accuracy WHERE game_date = ? AND system_id = ?
          """, [.text(date), .text(system)]
        ) { row in (0..<15).map { row.double($0) } }
      }
      if json["results"]?.elements.count != bySQL?[0].map({ Int($0) }) {
        problems.append("\(date) lists other results")
      }
      for (name, expected) in zip(names, bySQL ?? []) {
        let tolerance = name.hasPrefix("avg_") ? 0.005 : name.hasSuffix("_pct") || name == "win_rate" ? 0.0005 : 0
        let value = json["summary"]?[name]?.double
        let isRight =
          if let value, let expected { abs(value - expected) <= tolerance + 1e-9 } else {
            value == nil && expected == nil
          }
        if !isRight {
          problems.append(
            "\(date) \(name) is \(value.map { "\($0)" } ?? "null"), by SQL \(expected.map { "\($0)" } ?? "null")")
        }
      }
      if bySQL == nil { problems.append("\(date) is not graded") }
    }
    return problems
  }

  private func read<T: Sendable>(_ body: @Sendable @escaping (any WarehouseReader) throws -> T) async throws -> T {
    let warehouse = try SQLiteWarehouse(path: data + "/warehouse.sqlite", access: .existing)
    defer { try? warehouse.close() }  // what was read stands
    return try await warehouse.read(body)
  }
}

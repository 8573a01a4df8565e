import Contracts
import Foundation
import FoundationNetworking
import Providers
import TestKit
import Testing
import Warehouse

/// What a replay published, held against the warehouse and the schemas.
struct Published {
  let data: String

  /// Every document, by its path below the documents' folder.
  func paths() throws -> [String] {
    let root = URL(fileURLWithPath: data + "/documents")
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
    return try (found?.compactMap { $0 as? URL } ?? []).filter {
      try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        && !$0.lastPathComponent.hasPrefix(".")
    }.map { String($0.resolvingSymlinksInPath().path.dropFirst(root.resolvingSymlinksInPath().path.count + 1)) }
      .sorted()
  }

  func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(data)/documents/\(path)")))
  }

  /// The documents in a file: itself, or each line of a bundle.
  func documents(_ path: String, every stride: Int = 1) throws -> [[UInt8]] {
    guard path.hasSuffix(".gz") else { return [try bytes(path)] }
    let lines = try Gzip.decompress(bytes(path)).split(separator: UInt8(ascii: "\n")).map(Array.init)
    return lines.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
  }

  /// What breaks a schema, by path; paths that no kind of the catalogue has are named too.
  func violations(every stride: Int = 1) throws -> [String] {
    let kinds = try #require(try JSONValue(parsing: bytes("catalogue.json"))["documents"]).elements
    let patterns = try kinds.flatMap { kind -> [(Regex<AnyRegexOutput>, JSONSchema)] in
      guard case .string(let schema)? = kind["schema"] else { return [] }
      let loaded = try JSONSchema(named: schema)
      return try [kind["path"], kind["current"]].compactMap { path in
        guard case .string(let path)? = path else { return nil }
        let pattern = path.replacing(".", with: "[.]").replacing(/\{[a-z]+\}/, with: "[a-z0-9-]+")
        return (try Regex("^\(pattern)$"), loaded)
      }
    }
    return try paths().flatMap { path -> [String] in
      let schemas = patterns.filter { path.wholeMatch(of: $0.0) != nil }.map(\.1)
      guard !schemas.isEmpty else { return ["\(path) is of no kind"] }
      let documents = try documents(path, every: stride)
      let results = try schemas.map { schema in try documents.flatMap { try schema.violations(in: $0) } }
      return results.contains([]) ? [] : (results.first ?? []).prefix(3).map { "\(path): \($0)" }
    }
  }

  /// Whether a document is whole: its content hash is that of its own bytes.
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let hash = text.firstMatch(of: /"content_hash":"([0-9a-f]{32})"/)?.output.1 else { return false }
    return RowSetDigest.hex(of: text.replacing("\"content_hash\":\"\(hash)\"", with: "\"content_hash\":\"\"").utf8)
      == hash
  }
}

@Suite("Documents of a whole replay", .serialized, .timeLimit(.minutes(10)))
struct PublishingTests {
  private func date(_ data: String, _ sql: String) async throws -> [String] {
    let warehouse = try SQLiteWarehouse(path: data + "/warehouse.sqlite", access: .existing)
    defer { try? warehouse.close() }  // what was read stands
    return try await warehouse.read { try $0.all(sql) { $0.text(0) ?? "" } }
  }

  /// One results file for each date that has graded predictions of the published system, no more and no fewer.
  private func holdResults(_ published: Published) async throws {
    let graded = try await date(
      published.data,
      "SELECT DISTINCT game_date FROM prediction_accuracy ORDER BY 1")
    let files = try published.paths().compactMap { path in
      path.wholeMatch(of: /results\/(\d{4}-\d{2}-\d{2})\.json/).map { String($0.output.1) }
    }
    #expect(!graded.isEmpty && files == graded)
    let index = try JSONValue(parsing: published.bytes("results/index.json"))
    #expect(index["dates"] == .array(files.map(JSONValue.string)))
  }

  /// The numbers of a results document follow from `prediction_accuracy` by SQL alone.
  private func holdSummary(_ published: Published, dates: [String]) async throws {
    let warehouse = try SQLiteWarehouse(path: published.data + "/warehouse.sqlite", access: .existing)
    defer { try? warehouse.close() }  // what was read stands
    let names = [
      "total_predictions", "correct", "incorrect", "voided_count", "pass_count", "no_line_count", "recommendations",
      "push_count", "avg_mae", "avg_bias", "within_3_points", "within_5_points", "within_3_pct", "within_5_pct",
      "win_rate",
    ]
    for date in dates {
      let json = try JSONValue(parsing: published.bytes("results/\(date).json"))
      guard case .string(let system)? = json["system_id"] else {
        Issue.record("\(date) names no system")
        continue
      }
      let bySQL = try await warehouse.read { reader in
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
      for (name, expected) in zip(names, try #require(bySQL)) {
        let tolerance = name.hasPrefix("avg_") ? 0.005 : name.hasSuffix("_pct") || name == "win_rate" ? 0.0005 : 0
        let value = json["summary"]?[name]?.double
        #expect((value == nil) == (expected == nil), "\(date) \(name)")
        if let value, let expected { #expect(abs(value - expected) <= tolerance + 1e-9, "\(date) \(name)") }
      }
    }
  }

  private func shell(_ command: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { process.waitUntilExit() }
    return String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
  }

  private func get(
    _ url: String, _ headers: [String: String] = [:], method: String = "GET"
  ) async throws -> (code: Int, headers: [String: String], body: Data) {
    var request = URLRequest(url: try #require(URL(string: url)), cachePolicy: .reloadIgnoringLocalCacheData)
    request.httpMethod = method
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (body, response) = try await URLSession.shared.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    let fields = answer.allHeaderFields.compactMap { name, value in
      (name as? String).map { ($0.lowercased(), "\(value)") }
    }
    return (answer.statusCode, Dictionary(fields) { first, _ in first }, body)
  }

  /// A request as it stands, since clients tidy paths up.
  private func raw(_ port: Int, _ target: String) throws -> String {
    let answer = try shell(
      """
      printf '%s\\r\\n' 'GET \(target) HTTP/1.1' 'Host: x' 'Connection: close' '' \\
      | timeout -k 1 5 bash -c 'exec 3<>/dev/tcp/127.0.0.1/\(port); cat >&3; cat <&3'
      """)
    return answer.split(separator: "\r\n").first.map(String.init) ?? ""
  }

  @Test("a replay publishes valid documents, the second one touches none, and sites are served them")
  func replay() async throws {
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    let published = Published(data: stack.data)
    let backfill = try await Built.run("backcourt", ["backfill", "--all", "--data", stack.data])
    #expect(backfill.code == 0, "\(backfill.output)\(backfill.error)")

    #expect(try published.violations() == [])
    try await holdResults(published)
    let dates = try published.paths().compactMap { path in
      path.wholeMatch(of: /results\/(\d{4}-\d{2}-\d{2})\.json/).map { String($0.output.1) }
    }
    try await holdSummary(published, dates: dates)
    let shown = try published.paths().filter {
      $0.contains("latest") || $0.contains("today") || $0.hasPrefix("tonight/player")
    }
    #expect(
      shown == ["live-grading/latest.json", "live/latest.json"], "a backfill moves nothing that shows the newest date")

    func times() throws -> [String: Date] {
      try Dictionary(
        uniqueKeysWithValues: published.paths().map { path in
          let file = "\(stack.data)/documents/\(path)"
          return (
            path, try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date ?? .distantPast
          )
        })
    }
    let before = try times()
    let first = try #require(dates.first)
    let last = try #require(dates.last)
    let forced = try await Built.run(
      "backcourt", ["publish", "--range", "\(first)..\(last)", "--force", "--data", stack.data])
    #expect(forced.code == 0, "\(forced.output)\(forced.error)")
    #expect(try times() == before, "the same content is not written again")

    let live = try await Built.run("backcourt", ["publish", "--date", last, "--show-latest", "--data", stack.data])
    #expect(live.code == 0, "\(live.output)\(live.error)")
    #expect(try published.bytes("results/latest.json") == published.bytes("results/\(last).json"))
    #expect(try published.violations() == [])
    let old = try await Built.run("backcourt", ["publish", "--date", first, "--show-latest", "--data", stack.data])
    #expect(old.code == 0, "\(old.output)\(old.error)")
    #expect(try published.bytes("results/latest.json") == published.bytes("results/\(last).json"))

    try await holdServer(stack, published, date: last)
    try await stack.stop()
  }

  private func holdServer(_ stack: RunningStack, _ published: Published, date: String) async throws {
    let url = stack.documents + "results/\(date).json"
    let plain = try await get(url, ["Accept-Encoding": "identity"])
    let standing = try published.bytes("results/\(date).json")
    #expect(plain.code == 200 && Array(plain.body) == standing)
    #expect(plain.headers["cache-control"] == "public, max-age=86400")
    #expect(plain.headers["content-type"]?.hasPrefix("application/json") == true)
    #expect(plain.headers["access-control-allow-origin"] == "*")
    #expect(plain.headers["content-encoding"] == nil && plain.headers["vary"] == "Accept-Encoding")
    let tag = try #require(plain.headers["etag"])
    let known = try await get(url, ["If-None-Match": tag, "Accept-Encoding": "identity"])
    #expect(known.code == 304 && known.body.isEmpty && known.headers["etag"] == tag)
    #expect(try await get(url, ["If-None-Match": "\"other\""]).code == 200)
    let packed = try shell(
      "curl -s -H 'Accept-Encoding: gzip' '\(url)' | gzip -dc | cmp - '\(stack.data)/documents/results/\(date).json' && echo same"
    )
    #expect(packed.contains("same"))
    let bundle = try await get(stack.documents + "tonight/\(date)/players.ndjson", ["Accept-Encoding": "identity"])
    #expect(bundle.code == 200 && bundle.body.last == UInt8(ascii: "\n"))
    #expect(bundle.headers["content-type"]?.hasPrefix("application/x-ndjson") == true)
    #expect(bundle.headers["cache-control"] == "public, max-age=86400")
    #expect(try await get(stack.documents + "results/latest.json").headers["cache-control"] == "public, max-age=300")
    #expect(try await get(stack.documents + "nothing.json").code == 404)
    #expect(try await get(url, method: "HEAD").body.isEmpty)
    #expect(try await get(url, method: "POST").code == 404)
    let port = try #require(URL(string: stack.documents)?.port)
    for target in [
      "/../warehouse.sqlite", "/results/../../token", "/%2e%2e/token", "/..%2ftoken", "//etc/passwd", "/results", "/",
      "/results/.hidden", "/results/%00",
    ] {
      let status = try raw(port, target)
      #expect(status.contains(" 400 ") || status.contains(" 404 "), "\(target): \(status)")
    }
  }

  @Test("a reader never finds a torn or missing document while the publisher is killed and starts again")
  func killed() async throws {
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    let published = Published(data: stack.data)
    let backfill = try await Built.run("backcourt", ["backfill", "--all", "--data", stack.data])
    #expect(backfill.code == 0, "\(backfill.output)\(backfill.error)")
    let paths = try published.paths().filter { $0.wholeMatch(of: /(results|predictions|streaks)\/\d.*/) != nil }
    try #require(paths.count > 20)
    let right = try Dictionary(uniqueKeysWithValues: paths.map { ($0, try published.bytes($0)) })

    let reading = Task {
      var read = 0
      while !Task.isCancelled {
        for path in paths {
          let bytes = try published.bytes(path)  // throws when it is missing
          try #require(Published.isWhole(bytes), "\(path) is torn")
          read += 1
        }
        await Task.yield()
      }
      return read
    }
    var kills = 0
    for _ in 0..<2 {
      // Whole documents with other bytes: the publisher has to write each of them again.
      for path in paths {
        let file = "\(stack.data)/documents/\(path)"
        try Data(Self.other(try #require(right[path]))).write(to: URL(fileURLWithPath: file), options: .atomic)
      }
      let publishing = Task {
        try await Built.run(
          "backcourt", ["publish", "--season", "2011-12", "--force", "--data", stack.data])
      }
      for _ in 0..<2 {
        try await Task.sleep(for: .milliseconds(.random(in: 150...500)))
        // Between its end and its new start there is no such process.
        if let id = try? stack.processID(of: "phase6-publish"), kill(id, SIGKILL) == 0 { kills += 1 }
      }
      let done = try await publishing.value
      #expect(done.code == 0, "\(done.output)\(done.error)")
      for path in paths { #expect(try published.bytes(path) == right[path], "\(path)") }
    }
    reading.cancel()
    #expect(try await reading.value > paths.count)
    #expect(kills > 0)
    try await stack.stop()
  }

  /// The same document with another field, and the hash that belongs to it.
  private static func other(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    let emptied =
      text.replacing(/"content_hash":"[0-9a-f]*"/, with: "\"content_hash\":\"\"").dropLast() + ",\"other\":1}"
    let hash = RowSetDigest.hex(of: emptied.utf8)
    return Array(emptied.replacing("\"content_hash\":\"\"", with: "\"content_hash\":\"\(hash)\"").utf8)
  }

  /// The data folder of a finished replay of real seasons.
  private static let replayed = ProcessInfo.processInfo.environment["BACKCOURT_REPLAYED"]

  @Test(
    "real seasons: one results file a graded date, valid documents, and numbers that follow by SQL for 20 dates",
    .enabled(if: replayed != nil, "set BACKCOURT_REPLAYED to the data folder of a finished replay"))
  func realSeasons() async throws {
    let published = Published(data: try #require(Self.replayed))
    try await holdResults(published)
    let dates = try published.paths().compactMap { path in
      path.wholeMatch(of: /results\/(\d{4}-\d{2}-\d{2})\.json/).map { String($0.output.1) }
    }
    try await holdSummary(
      published, dates: stride(from: 0, to: dates.count, by: max(1, dates.count / 20)).map { dates[$0] })
    #expect(try published.violations(every: 50) == [])
  }
}

import Contracts
import Foundation
import FoundationNetworking
import Providers
import TestKit
import Testing
import Warehouse

@Suite("Documents of a whole replay", .serialized, .timeLimit(.minutes(10)))
struct PublishingTests {
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

    #expect(try published.judged().violations == [])
    #expect(try await published.resultsProblems() == [])
    let dates = try published.resultsDates()
    #expect(try await published.summaryProblems(on: dates) == [])
    let shown = try published.paths().filter {
      $0.contains("latest") || $0.contains("today") || $0.hasPrefix("tonight/player")
    }
    #expect(
      shown == ["live-grading/latest.json", "live/latest.json"], "a backfill moves nothing that shows the newest date")

    // The status says how things stand, also while dates are made anew.
    func times() throws -> [String: Date] {
      try Dictionary(
        uniqueKeysWithValues: published.paths().filter { $0 != "status.json" }.map { path in
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
    let touched = try times().filter { before[$0.key] != $0.value }.keys.sorted()
    #expect(touched == [], "the same content is not written again")

    let live = try await Built.run("backcourt", ["publish", "--date", last, "--show-latest", "--data", stack.data])
    #expect(live.code == 0, "\(live.output)\(live.error)")
    #expect(try published.bytes("results/latest.json") == published.bytes("results/\(last).json"))
    #expect(try published.judged().violations == [])
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
    "real seasons: one results file a graded date, every document valid, and numbers that follow by SQL for 20 dates",
    .enabled(if: replayed != nil, "set BACKCOURT_REPLAYED to the data folder of a finished replay"))
  func realSeasons() async throws {
    let published = Published(data: try #require(Self.replayed))
    #expect(try await published.resultsProblems() == [])
    let dates = try published.resultsDates()
    let twenty = (0..<20).map { dates[$0 * (dates.count - 1) / 19] }
    #expect(Set(twenty).count == 20)
    #expect(try await published.summaryProblems(on: twenty) == [])
    let judgement = try published.judged()
    print(judgement.text)
    #expect(judgement.violations == [])
    // A backfill moves nothing that shows the newest date.
    let missing = judgement.kinds.filter { !$0.showsNewest && $0.documents == 0 }.map(\.path)
    #expect(missing == [], "kinds without documents")
  }
}

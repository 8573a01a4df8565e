import Foundation
import TestKit
import Testing

@Suite("Secrets")
struct SecretsTests {
  /// Every variable that holds a secret, each with a value that is found wherever it turns up.
  private static let secrets = Dictionary(
    uniqueKeysWithValues: [
      "BACKCOURT_API_TOKEN", "ODDS_API_KEY", "BALLDONTLIE_API_KEY", "BETTINGPROS_API_KEY", "AWS_SECRET_ACCESS_KEY",
      "AWS_SESSION_TOKEN", "PGPASSWORD",
    ].map { ($0, "marker\($0.lowercased().filter(\.isLetter))marker") })

  /// The variables whose secrets stand in some bytes.
  private func leaks(in bytes: Data) -> [String] {
    Self.secrets.filter { bytes.range(of: Data($0.value.utf8)) != nil }.map(\.key).sorted()
  }

  private func leaks(below folder: String) throws -> [String] {
    var found: [String] = []
    let files = FileManager.default.enumerator(atPath: folder)
    while let name = files?.nextObject() as? String {
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      found += leaks(in: bytes).map { "\($0) in \(name)" }
    }
    return found
  }

  private func body(_ address: String, token: String? = nil, json: String? = nil) async throws -> Data {
    var arguments = ["-s", "-i", "-m", "20", address]
    if let token { arguments += ["-H", "Authorization: Bearer \(token)"] }
    if let json { arguments += ["-H", "Content-Type: application/json", "-d", json] }
    return try shell("/usr/bin/curl", arguments)
  }

  private func shell(_ program: String, _ arguments: [String], input: String = "") throws -> Data {
    let process = Process()
    let (output, said) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = said
    try process.run()
    said.fileHandleForWriting.write(Data(input.utf8))
    try said.fileHandleForWriting.close()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return bytes
  }

  @Test("no secret is in a log, an event, a page, the warehouse, a document or what a command says")
  func markers() async throws {
    var environment = Self.secrets
    environment["BACKCOURT_LOG_LEVEL"] = "trace"
    let stack = try await RunningStack(archive: try Archives.small.get().path, environment: environment)
    let token = try #require(Self.secrets["BACKCOURT_API_TOKEN"])

    // Work, failure and refusal: each writes other messages.
    let month = ["--start", "2011-10-01", "--end", "2011-11-20", "--data", stack.data]
    var said = Data()
    for arguments in [
      ["backfill"] + month, ["plan"] + month, ["doctor", "--data", stack.data], ["status", "--data", stack.data],
      ["audit", "--data", stack.data], ["runs", "--data", stack.data, "--json"],
      ["status", "--data", stack.data, "--warehouse", "postgresql://me:\(token)@127.0.0.1:1/x"],
      ["status", "--data", stack.data, "--warehouse", "postgresql://me:\(token)@[::1/x"],
    ] {
      let (_, output, error) = try await Built.run("backcourt", arguments, environment: environment)
      said += Data((output + error).utf8)
    }
    _ = try shell(
      "/usr/bin/kcat", ["-P", "-b", stack.bootstrapServers, "-t", "backcourt.backfill.date"],
      input: "not a date event\n")
    for refused in [
      ["BACKCOURT_PAYLOADS": "s3://none", "AWS_ACCESS_KEY_ID": "me", "AWS_ENDPOINT_URL": "http://127.0.0.1:1"],
      ["BACKCOURT_WAREHOUSE": "postgresql://me:\(token)@[::1/x"], ["BACKCOURT_WAREHOUSE": "mysql://me:\(token)@x/y"],
      ["BACKCOURT_SLOWED": "x"],
    ] {
      let broken = environment.merging(refused) { $1 }.merging(
        ["KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1", "BACKCOURT_SLOWED": "x"]
      ) { old, _ in old }
      let (code, output, error) = try await Built.run("phase2-raw", [], environment: broken)
      #expect(code != 0)
      said += Data((output + error).utf8)
    }

    let address = try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: URL(fileURLWithPath: stack.data + "/coordinator.json")))
    let url = try #require(address["url"])
    var pages = Data()
    for path in ["/", "/desk.js", "/readyz", "/healthz", "/metrics", "/api/runs", "/api/nothing"] {
      pages += try await body(url + path, token: token)
    }
    pages += try await body(url + "/api/runs", token: "another", json: "{}")
    pages += try await body(url + "/api/runs", token: token, json: "{\"selection\": 7}")
    #expect(pages.count > 5000, "the pages were read")

    var events = Data()
    for topic in ["backfill.date"] + ["1", "2", "3", "4", "5a", "5b", "6"].map({ "phase\($0).complete" })
      + ["phase1.deadletter", "coordinator.deadletter"]
    {
      events += try shell(
        "/usr/bin/kcat",
        ["-C", "-e", "-q", "-b", stack.bootstrapServers, "-t", "backcourt.\(topic)", "-f", "%h %k %s\\n"])
    }
    #expect(events.count > 10_000, "the events were read")
    try await stack.stop()

    #expect(leaks(in: said) == [])
    #expect(leaks(in: pages) == [])
    #expect(leaks(in: events) == [])
    let left = try leaks(below: stack.folder.path)
    #expect(left.isEmpty, "\(left)")
    // The search finds what is there.
    try Data("x \(token) y".utf8).write(to: URL(fileURLWithPath: stack.data + "/logs/planted"))
    #expect(try leaks(below: stack.folder.path) == ["BACKCOURT_API_TOKEN in data/logs/planted"])
  }
}

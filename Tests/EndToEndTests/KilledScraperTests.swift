import Foundation
import FoundationNetworking
import Providers
import TestKit
import Testing
import Warehouse

@Suite("Phase 1 killed at work", .serialized, .timeLimit(.minutes(10)))
struct KilledScraperTests {
  @Test("nothing that was stored is fetched twice, counted at the server, and nothing is lost")
  func killed() async throws {
    let server = try await SimulatedServer(["--seasons", "1", "--teams", "8", "--games-per-team", "14"])
    let stack = try await RunningStack(
      source: "sim:\(server.address)", arguments: ["--no-daily"], environment: ["BACKCOURT_LEASE_SECONDS": "5"])
    let asking = Task {
      try await Built.run(
        "backcourt",
        [
          "backfill", "--all", "--through", "phase2", "--no-gates", "two phases are enough here", "--data", stack.data,
        ])
    }
    // In the middle: some of its answers are stored, some are under way, most were never asked for.
    try await eventually("phase 1 is at work", within: .seconds(60)) {
      try await server.asked().count > 60
    }
    let scraper = try stack.processID(of: "phase1-scrape")
    kill(scraper, SIGKILL)
    let stored = try FetchSummary.records(below: stack.data)
    let askedBefore = try await server.asked()
    let answer = try await asking.value
    #expect(answer.code == 0, "\(answer.output)\(answer.error)")
    #expect(try stack.processID(of: "phase1-scrape") != scraper)

    let asked = try await server.asked()
    #expect(stored.unreadable == 0 && stored.records.count > 20)
    for record in stored.records {
      #expect(
        asked[SimulatedServer.path(of: record.address)] == 1, "\(record.document) was stored, and asked for again")
    }
    // What was under way when it was killed, four of each provider at most, is all that was asked for a second time.
    #expect(asked.values.allSatisfy { $0 <= 2 } && asked.values.count { $0 == 2 } <= 20)
    #expect(asked.count > askedBefore.count + 20, "it was killed when nearly all was done")

    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    func count(_ query: String) async throws -> Int {
      try await warehouse.number("SELECT count(*) FROM \(query)") ?? -1
    }
    let games = try await count("games")
    #expect(games > 50)
    #expect(try await count("game_results") == games)
    #expect(try await count("raw_team_box") == 2 * games)
    #expect(try await count("(SELECT DISTINCT game_id FROM raw_play_by_play)") == games)
    #expect(try await count("(SELECT DISTINCT game_id FROM raw_player_box)") == games)
    #expect(try await count("raw_quarantine") == 0)
    let settled = "('complete', 'degraded', 'empty_ok', 'skipped')"
    #expect(try await count("output_grid WHERE phase IN ('phase1', 'phase2') AND state NOT IN \(settled)") == 0)
    try await stack.stop()
  }
}

/// `provider-sim serve` as a process of its own, for the length of a test.
final class SimulatedServer: Sendable {
  let address: String
  private let folder: TemporaryFolder
  private let process: Process

  init(_ arguments: [String]) async throws {
    folder = try TemporaryFolder()
    let (out, err) = (folder.file("out"), folder.file("err"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process = try Built.start("provider-sim", ["serve", "--port", "0"] + arguments, out: out, err: err)
    let running = process
    @Sendable func said() -> String {
      String(decoding: FileManager.default.contents(atPath: out) ?? Data(), as: UTF8.self)
    }
    try await eventually("the simulated providers are up", within: .seconds(60)) {
      guard running.isRunning else { throw RunningStack.StackDied(said: said()) }
      return said().contains("sim:http://")
    }
    address = String(said().split(separator: "sim:").last?.prefix { !$0.isWhitespace } ?? "")
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  /// How often each address was asked, without origin and key.
  func asked() async throws -> [String: Int] {
    struct Asked: Decodable {
      var address: String
      var requests: Int
    }
    guard let url = URL(string: "\(address)/control/asked") else { throw URLError(.badURL) }
    let (body, _) = try await URLSession.shared.data(from: url)
    let asked = try JSONDecoder().decode([Asked].self, from: body)
    return Dictionary(asked.map { ($0.address, $0.requests) }, uniquingKeysWith: +)
  }

  /// The address of a fetch record as the server counts it.
  static func path(of address: String) -> String {
    let parts = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    let path = "/" + (parts.last.map(String.init) ?? "")
    let halves = path.split(separator: "?", maxSplits: 1).map(String.init)
    let query = halves.count < 2 ? [] : halves[1].split(separator: "&").filter { !$0.hasPrefix("apiKey=") }
    return query.isEmpty ? halves[0] : "\(halves[0])?\(query.joined(separator: "&"))"
  }
}

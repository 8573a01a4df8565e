import Bus
import Contracts
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import League
import Logging
import NIOCore
import Pipeline
import Reports
import Runtime
import TestKit
import Testing
import Warehouse

@testable import Coordinator

@Suite("The operator's desk", .serialized, .timeLimit(.minutes(15)))
struct DeskTests {
  private static let token = "sesame"

  private func api(_ driver: PipelineTestDriver) throws -> (api: CoordinatorAPI, desk: Desk) {
    let environment = ServiceEnvironment(
      settings: try Settings(environment: ["BACKCOURT_API_TOKEN": Self.token]), warehouse: driver.warehouse,
      bus: driver.bus, clock: driver.clock, logger: Logger(label: "desk", factory: { _ in SwiftLogNoOpLogHandler() }),
      owner: "desk")
    let desk = Desk(environment: environment, engine: driver.engine)
    return (CoordinatorAPI(environment: environment, engine: driver.engine, desk: desk, bulletin: Bulletin()), desk)
  }

  /// A described request.
  private struct Described: Sendable {
    var method: String
    var path: String
    var asksForToken: Bool
    /// What an answer must have.
    var required: Set<String>
  }

  private func described() throws -> [Described] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/operations/openapi.json")
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    let paths = try #require(document?["paths"] as? [String: [String: Any]])
    return paths.flatMap { path, methods in
      methods.map { method, description in
        Described(
          method: method.uppercased(), path: path,
          asksForToken: (description as? [String: Any])?["security"] != nil, required: Self.required(description))
      }
    }
  }

  @Test("every route is described, and every description is a route; what changes anything asks for the token")
  func routes() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let routes = Set(try api(driver).api.router().routes.map { "\($0.method) \($0.path)" })
    let requests = try described()
    let names = Set(requests.map { "\($0.method) \($0.path)" })
    #expect(routes.count > 20)
    #expect(routes == names, "\(routes.symmetricDifference(names).sorted())")
    for request in requests {
      #expect(request.asksForToken == (request.method == "POST"), "\(request.method) \(request.path)")
    }
    let app = Application(router: try api(driver).api.router())
    try await app.test(.router) { client in
      for request in requests where request.asksForToken {
        let uri = request.path.replacingOccurrences(of: "{id}", with: "x")
        try await client.execute(uri: uri, method: .post, body: ByteBuffer(string: "{}")) { answer in
          #expect(answer.status == .unauthorized, "\(request.path)")
        }
      }
    }
    await driver.stop()
  }

  @Test("after a replay every question is answered from the ledger in the described form; a failure is tried again")
  func answers() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let run = try await driver.backfill()
    let app = Application(router: try api(driver).api.router())
    let requests = try described()
    let grid = try await driver.grid()
    let tables = Set(try await World.read(driver.warehouse).tables.map(\.name))
    let published = grid.values.filter { $0.key.table == "results_document" && $0.rows > 0 }
    let date = try #require(published.map(\.key.date).max())
    try await app.test(.router) { client in
      var answers: [String: Any] = [:]
      for request in requests
      where request.method == "GET" && request.path.hasPrefix("/api/") && request.path != "/api/events" {
        let path = request.path
        let uri = path.replacingOccurrences(of: "{date}", with: "\(date)").replacingOccurrences(
          of: "{table}", with: "results_document"
        ).replacingOccurrences(of: "{id}", with: run.runID)
        try await client.execute(uri: uri, method: .get) { answer in
          #expect(answer.status == .ok, "\(uri): \(String(buffer: answer.body))")
          answers[path] = try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView))
        }
        let properties = request.required
        let object = answers[path] as? [String: Any] ?? (answers[path] as? [[String: Any]])?.first
        if let object {
          #expect(properties.isSubset(of: Set(object.keys)), "\(path) lacks \(properties.subtracting(object.keys))")
        }
        #expect(!properties.isEmpty, "\(path) has no form")
      }
      let calendar = try #require(answers["/api/calendar"] as? [String: Any])
      let seasons = try #require(calendar["seasons"] as? [[String: Any]])
      #expect(seasons.count == 1)
      let dates = try #require(seasons[0]["dates"] as? [String])
      let rows = try #require(seasons[0]["phases"] as? [[String: Any]])
      #expect(rows.count == Phase.allCases.count)
      for row in rows {
        let phase = try #require(Phase(row["phase"] as? String ?? ""))
        let cells = grid.values.filter {
          $0.phase == phase && tables.contains($0.key.table) && dates.contains("\($0.key.date)")
        }
        #expect((row["rows"] as? [Int])?.reduce(0, +) == cells.reduce(0) { $0 + $1.rows }, "\(phase)")
        #expect((row["settled"] as? [Int])?.reduce(0, +) == cells.count { $0.isSettled }, "\(phase)")
        #expect((row["states"] as? [String])?.count == dates.count)
      }
      let slowest = try #require(answers["/api/slowest"] as? [[String: Any]])
      let attempts = try await driver.attempts()
      #expect(slowest.reduce(0) { $0 + ($1["attempts"] as? Int ?? 0) } == attempts)
      let explained = try #require(answers["/api/dates/{date}/{table}"] as? [String: Any])
      #expect(explained["verdict"] as? String == "up to date with its inputs")
      let gates = (answers["/api/overview"] as? [String: Any])?["gates"] as? [String: Any]
      #expect(gates?["runID"] as? String == run.runID)
      let gaps = try #require(answers["/api/gaps"] as? [String: Any])
      #expect(gaps["total"] as? Int == 0)

      for wrong in ["/api/dates/2011-02-30", "/api/calendar?season=2023", "/api/gaps?limit=0", "/api/audit?limit=x"] {
        try await client.execute(uri: wrong, method: .get) { #expect($0.status == .badRequest, "\(wrong)") }
      }
      for absent in ["/api/dates/\(date)/no_such_table", "/api/runs/no-such-run"] {
        try await client.execute(uri: absent, method: .get) { #expect($0.status == .notFound, "\(absent)") }
      }
    }
    try await triesAgain(driver, on: date)
    await driver.stop()
  }

  private static func required(_ method: Any?) -> Set<String> {
    var schema: Any? = method
    for key in ["responses", "200", "content", "application/json", "schema"] {
      schema = (schema as? [String: Any])?[key]
    }
    let found = schema as? [String: Any]
    let object = (found?["items"] as? [String: Any]) ?? found
    return Set(object?["required"] as? [String] ?? [])
  }

  /// A cell that failed in the ledger, tried again as the page does it.
  private func triesAgain(_ driver: PipelineTestDriver, on date: GameDate) async throws {
    let (api, desk) = try api(driver)
    let whole = try await desk.overview()
    let key = CellKey("player_daily_cache", date)
    let digests = try await driver.digests()
    try await driver.warehouse.write { writer in
      var cell = try #require(try Ledger.cell(key, in: writer))
      let token = try cell.life.take(owner: "somebody", until: 1, now: 0)
      try cell.life.finish(token: token, state: .failed)
      cell.error = "player '1628369' has 17 games"
      cell.errorCategory = .defect
      try Ledger.put(cell, change: try Ledger.nextChange(in: writer), at: "2024-01-01T00:00:00.000Z", in: writer)
    }
    let failures = try await desk.failures()
    let cause = try #require(failures.causes.first)
    #expect(failures.causes.count == 1 && failures.cells == 1)
    #expect(cause.cause == "player '…' has # games" && cause.dates == [date] && cause.tables == [key.table])
    let broken = try await desk.update(after: whole.position)
    #expect(broken.days.map(\.state) == [.failed] && broken.days.map(\.date) == [date])

    try await Application(router: api.router()).test(.router) { client in
      let order = RetryOrder(cause: cause.cause, requestedBy: "me", reason: "a test")
      let body = ByteBuffer(bytes: try JSONEncoder().encode(order))
      let runID = try await client.execute(
        uri: "/api/retries", method: .post, headers: [.authorization: "Bearer \(Self.token)"], body: body
      ) { answer in
        #expect(answer.status == .created, "\(String(buffer: answer.body))")
        return try JSONDecoder().decode(Started.self, from: Data(answer.body.readableBytesView)).runID
      }
      await driver.engine.finish(of: runID)
    }
    #expect(try await desk.failures().cells == 0)
    let mended = try await desk.update(after: broken.overview.position)
    #expect(mended.days.contains { $0.date == date && $0.phase == .precompute && $0.state != .failed })
    #expect(try await driver.digests() == digests)
    let nothing = try await desk.retry(RetryOrder(requestedBy: "me"))
    #expect(nothing.runID == nil && nothing.plan.dates.isEmpty)
    let audit = try await driver.warehouse.read { try Ledger.audit(limit: 1, in: $0) }
    #expect(audit.first?.who == "me" && audit.first?.reason == "retry: a test")
  }

  private struct Started: Decodable { var runID: String }

  @Test("the page is served whole, loads nothing of other hosts, and runs nothing inline")
  func page() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await Application(router: try api(driver).api.router()).test(.router) { client in
      var texts: [String: String] = [:]
      for path in ["/", "/desk.css", "/desk.js"] {
        try await client.execute(uri: path, method: .get) { answer in
          #expect(answer.status == .ok)
          #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
          texts[path] = String(buffer: answer.body)
        }
      }
      let page = try #require(texts["/"])
      #expect(page.contains("href=\"/desk.css\"") && page.contains("src=\"/desk.js\""))
      #expect(!page.contains("style=") && page.firstMatch(of: #/\son[a-z]+=/#) == nil)
      for (path, text) in texts {
        let hosts = text.replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
        #expect(!hosts.contains("http://") && !hosts.contains("https://"), "\(path)")
      }
      let script = try #require(texts["/desk.js"])
      for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
        #expect(!script.contains(sink), "\(sink)")
      }
    }
    await driver.stop()
  }
}

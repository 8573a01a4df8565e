import Contracts
import Foundation
import League
import Ledger
import TestKit
import Testing
import Warehouse

@Suite(
  "A warehouse on a PostgreSQL server",
  .enabled(if: PostgreSQLServer.shared != nil, "Tests/with-postgresql starts the server; it says so when it cannot"))
struct PostgreSQLServerTests {
  private let server: PostgreSQLServer
  private let name = UUID().uuidString
  private let url: String

  init() throws {
    server = try #require(PostgreSQLServer.shared)
    url = try server.address(of: name)
  }

  private func refusal(_ url: String, _ access: PostgreSQLWarehouse.Access = .readWrite) -> WarehouseError? {
    do {
      _ = try PostgreSQLWarehouse(url: url, access: access)
      return nil
    } catch {
      return error as? WarehouseError
    }
  }

  private func expectRefusal(_ error: WarehouseError?, _ words: String, _ comment: Comment? = nil) {
    guard case .refused(_, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains(words), comment)
    #expect(error?.isRetryable == false)
  }

  @Test("what is written is there when it is opened again; who wants an existing warehouse is told when there is none")
  func again() async throws {
    guard case .nothingThere(let location)? = refusal(url, .existing) else {
      Issue.record("\(String(describing: refusal(url, .existing)))")
      return
    }
    #expect(location.hasPrefix("postgresql://backcourt@"))
    let first = try PostgreSQLWarehouse(url: url)
    try await first.put([.done("games", day("2024-01-15"), digest: "d")])
    first.close()
    let second = try PostgreSQLWarehouse(url: url, access: .existing)
    #expect(try await second.cell("games", day("2024-01-15"))?.outputDigest == "d")
    #expect(try await second.read { try $0.tables() }.contains("output_grid"))
    #expect(try await second.read { try $0.damages() }.isEmpty)
  }

  @Test("a newer format and another program's tables are refused, and left as they are")
  func foreign() async throws {
    _ = try await PostgreSQLWarehouse(url: url).write { writer in
      try writer.execute("UPDATE warehouse_format SET version = 99", [])
    }
    guard case .newerFormat(_, found: 99, _)? = refusal(url) else {
      Issue.record("\(String(describing: refusal(url)))")
      return
    }
    let other = try server.address(of: name + "other")
    let schema = try #require(other.components(separatedBy: "%3D").last)
    try server.psql("CREATE TABLE \(schema).notes (text text)")
    expectRefusal(refusal(other), "another program")
  }

  @Test("a wrong password, a missing one, an absent database and an absent schema are said, without the password")
  func refused() throws {
    let role = "locked_" + RowSetDigest.hex(of: name.utf8).prefix(8)
    try server.psql("CREATE ROLE \(role) LOGIN PASSWORD 'right' IN ROLE locked")
    let locked = url.replacing("backcourt@", with: "\(role):marker-secret@")
    expectRefusal(refusal(locked), "password authentication failed")
    #expect(refusal(locked)?.description.contains("marker-secret") == false)
    expectRefusal(refusal(url.replacing("backcourt@", with: "\(role)@")), "PGPASSWORD")
    expectRefusal(refusal(url.replacing("@/backcourt?", with: "@/nowhere?")), "does not exist")
    let schema = try #require(url.components(separatedBy: "%3D").last)
    expectRefusal(refusal(url.replacing(schema, with: "nowhere")), "search_path")
  }

  @Test("many may open a warehouse that is not there yet, all at once")
  func openedAtOnce() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for opener in 0..<8 {
        group.addTask { [url] in
          try await PostgreSQLWarehouse(url: url).put([.done("games", day("2024-01-01").adding(days: opener))])
        }
      }
      try await group.waitForAll()
    }
    #expect(try await PostgreSQLWarehouse(url: url).number("SELECT count(*) FROM output_grid") == 8)
  }

  @Test("a connection that breaks in the middle of a transaction is made again, and the transaction happens once")
  func broken() async throws {
    let warehouse = try PostgreSQLWarehouse(url: url)
    try await warehouse.put([.done("games", day("2024-01-15"), rows: 0)])
    let attempts = Locked(0)
    let breaks = { @Sendable (session: any WarehouseReader) throws in
      if attempts.update({
        $0 += 1; return $0
      }) % 3 != 0 {
        try session.select("SELECT pg_terminate_backend(pg_backend_pid())", []) { _ in }
      }
    }
    try await warehouse.write { writer in
      try writer.execute("UPDATE output_grid SET rows = rows + 1", [])
      try breaks(writer)
    }
    #expect(attempts.value == 3)
    let rows = try await warehouse.read { reader in
      try breaks(reader)
      return try reader.first("SELECT rows FROM output_grid") { $0.int(0) }
    }
    #expect(rows == 1)
    #expect(attempts.value == 6)
  }

  @Test("idle connections that the server has ended are made again at the next use")
  func ended() async throws {
    let warehouse = try PostgreSQLWarehouse(url: url)
    try await warehouse.put([.done("games", day("2024-01-15"), rows: 7)])
    let processes = try await warehouse.number("SELECT pg_backend_pid()")
    try server.psql("SELECT pg_terminate_backend(\(try #require(processes)))")
    #expect(try await warehouse.cell("games", day("2024-01-15"))?.rows == 7)
  }

  @Test("with patience at its end the call says that the server cannot be reached")
  func impatient() async throws {
    let warehouse = try PostgreSQLWarehouse(url: url, patience: .zero)
    await #expect {
      try await warehouse.write { try $0.select("SELECT pg_terminate_backend(pg_backend_pid())", []) { _ in } }
    } throws: { error in
      guard case WarehouseError.unreachable = error else { return false }
      return true
    }
  }

  @Test("a transaction whose statement failed writes nothing, even when its body hides the failure")
  func hiddenFailure() async throws {
    let warehouse = try PostgreSQLWarehouse(url: url)
    await #expect(throws: WarehouseError.self) {
      try await warehouse.write { writer in
        try writer.execute("INSERT INTO audit (at, who, what, subject) VALUES ('a', 'b', 'c', 'd')", [])
        do {
          try writer.execute("INSERT INTO nowhere VALUES (1)", [])
        } catch is WarehouseError {
          return
        }
      }
    }
    #expect(try await warehouse.number("SELECT count(*) FROM audit") == 0)
  }

  @Test("a reader cannot write")
  func readOnly() async throws {
    let warehouse = try PostgreSQLWarehouse(url: url)
    await #expect(throws: WarehouseError.self) {
      try await warehouse.read { try $0.select("DELETE FROM output_grid RETURNING 1", []) { _ in } }
    }
  }

  @Test("what statements compute comes back as in SQLite: whole numbers whole, quotients real, truth as 1 and 0")
  func values() async throws {
    let warehouse = try PostgreSQLWarehouse(url: url)
    let values = try await warehouse.read { reader in
      try reader.all(
        """
        SELECT 1, 2::smallint, 3::bigint, sum(x), avg(x), 1 < 2, NULL, 0.5::real, 'é', 12345678901234567890::numeric,
          -0.00012::numeric, 100000000::numeric, 1e20::numeric(30, 2), 0.1 + 0.2, 40000.5 FROM (VALUES (1), (2)) AS v (x)
        """
      ) { row in (0..<15).map { row[$0] } }
    }
    #expect(
      values == [
        [
          1, 2, 3, 3, .real(1.5), 1, nil, .real(0.5), "é", .real(12_345_678_901_234_567_168), .real(-0.00012),
          100_000_000,
          .real(1e20), .real(0.3), .real(40000.5),
        ]
      ])
  }

  @Test("rows come in the order of their keys, text byte by byte, whatever the database's language is")
  func order() async throws {
    struct Named: Projection {
      static let table = "named"
      var gameDate = day("2024-01-15")
      var name = ""
      mutating func columns(_ c: inout some ColumnVisitor) throws { try c.key("name", &name, "") }
    }
    let warehouse = try PostgreSQLWarehouse(url: url)
    let schema = try TableSchema(table: Named.table, row: Named.self)
    let names = ["b", "ä", "Z", "a", "B", "_", "1"]
    let rows = try PartitionRows(names.map { Named(name: $0) }, table: Named.table)
    let read = try await warehouse.write { writer in
      try writer.prepare(schema)
      _ = try writer.replace(rows, of: schema, on: day("2024-01-15"))
      return try writer.rows(Named.self, on: day("2024-01-15")).map(\.name)
    }
    #expect(read == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test("the server's clock is known after a write, and leases are counted by it")
  func clock() async throws {
    let warehouse = try PostgreSQLWarehouse(url: url)
    try await warehouse.put([])
    #expect(abs(warehouse.secondsAhead) < 5, "the server runs on this machine")
    struct Ahead: Warehouse {
      let location = ""
      let secondsAhead = 3600.0
      func read<R: Sendable>(_ body: @escaping @Sendable (any WarehouseReader) throws -> R) async throws -> R {
        throw CancellationError()
      }
      func write<R: Sendable>(_ body: @escaping @Sendable (any WarehouseWriter) throws -> R) async throws -> R {
        throw CancellationError()
      }
    }
    #expect(abs(StoreClock(Ahead()).now.timeIntervalSinceNow - 3600) < 5)
  }
}

import League
import TestKit
import Testing
import Warehouse

@Suite("Partitions in the store")
struct PartitionTests {
  private let folder: TemporaryFolder
  private let warehouse: any Warehouse
  private let date = day("2024-01-15")

  init() async throws {
    folder = try TemporaryFolder()
    warehouse = try folder.store()
    try await warehouse.write { writer in
      try writer.prepare(try Average.schema())
      try writer.prepare(try Everything.schema())
    }
  }

  private func replace(_ rows: [Average], on date: GameDate) async throws {
    _ = try await warehouse.write { try $0.replace(try Average.rows(rows), of: try Average.schema(), on: date) }
  }

  private func stored(on date: GameDate) async throws -> [Average] {
    try await warehouse.read { try $0.rows(Average.self, on: date) }
  }

  @Test("a value of every type comes back as it was, null included")
  func everyType() async throws {
    let extreme = Everything(
      gameDate: date, id: 1, whole: .max, number: 0.1 + 0.2, flag: true, text: "ümlaut 🏀 \u{0} \n'; DROP TABLE x; --",
      date: day("0001-01-01"), season: Season(startYear: 1999), team: TeamCode.allCases[29], wholeOrNot: .min,
      numberOrNot: -.leastNonzeroMagnitude, flagOrNot: false, textOrNot: "", dateOrNot: day("9999-12-31"),
      seasonOrNot: Season(startYear: 2025))
    let empty = Everything(gameDate: date, id: 2, number: 3)
    let rows = try PartitionRows([extreme, empty], table: Everything.table)
    let (count, schema) = (rows.rows.count, try Everything.schema())
    let written = try await warehouse.write { [date] in try $0.replace(rows, of: schema, on: date) }
    #expect(written == count)
    let read = try await warehouse.read { [date] in try $0.rows(Everything.self, on: date) }
    #expect(read == [extreme, empty])
    let digest = try await warehouse.read { [date] in try $0.digest(of: schema, on: date) }
    #expect(digest.digest == rows.digest)
    #expect(digest.rows == 2)
  }

  @Test("rows just computed look to a reader as the stored ones do")
  func projected() async throws {
    let rows = try Average.rows([Average(player: 2, points: 1.005), Average(player: 7, points: nil, games: 3)])
    let schema = try Average.schema()
    _ = try await warehouse.write { [date] in try $0.replace(rows, of: schema, on: date) }
    #expect(try rows.projected(as: Average.self, from: schema, on: date) == (try await stored(on: date)))
  }

  @Test("random partitions have the same digest before and after they are stored")
  func digestOfStore() async throws {
    var random = SeededRandom(seed: 1)
    let schema = try Average.schema()
    for round in 0..<50 {
      let rows = try Average.rows(
        (0..<Int.random(in: 0...30, using: &random)).map { player in
          Average(
            player: player,
            points: Bool.random(using: &random) ? nil : Double.random(in: -0.004...99, using: &random).magnitude,
            games: Int.random(in: 0...10, using: &random))
        })
      let date = day("2024-01-01").adding(days: round)
      let stored = try await warehouse.write { writer in
        _ = try writer.replace(rows, of: schema, on: date)
        return try writer.digest(of: schema, on: date)
      }
      #expect(stored.digest == rows.digest)
      #expect(stored.rows == rows.rows.count)
    }
  }

  @Test("a replacement takes away what is not in it, and leaves other dates alone")
  func replacement() async throws {
    let next = date.adding(days: 1)
    try await replace([Average(player: 1), Average(player: 2)], on: date)
    try await replace([Average(player: 1, games: 9)], on: next)
    try await replace([Average(player: 2, games: 5), Average(player: 3)], on: date)
    #expect(try await stored(on: date).map(\.player) == [2, 3])
    #expect(try await stored(on: date).map(\.games) == [5, 0])
    #expect(try await stored(on: next).map(\.games) == [9])
    try await replace([], on: date)
    #expect(try await stored(on: date).isEmpty)
    #expect(try await stored(on: next).count == 1)
  }

  @Test("two rows of one key are refused, and the rows of before are still there")
  func duplicateKey() async throws {
    try await replace([Average(player: 1, games: 4), Average(player: 2, games: 5)], on: date)
    await #expect(throws: WarehouseError.duplicateKey(table: "averages", date: "2024-01-15")) {
      try await replace([Average(player: 3), Average(player: 8, games: 1), Average(player: 8, games: 2)], on: date)
    }
    #expect(try await stored(on: date).map(\.games) == [4, 5])
    try await replace([Average(player: 3, games: 7)], on: date)
    #expect(try await stored(on: date).map(\.player) == [3])
  }

  @Test("R22: an error in a transaction takes back all of it")
  func rollback() async throws {
    struct Stop: Error {}
    let schema = try Average.schema()
    await #expect(throws: Stop.self) {
      try await warehouse.write { [date] writer in
        _ = try writer.replace(try Average.rows([Average(player: 1)]), of: schema, on: date)
        throw Stop()
      }
    }
    #expect(try await stored(on: date).isEmpty)
  }

  @Test("the store keeps strict types: text does not go into a number's column")
  func strict() async throws {
    await #expect(throws: WarehouseError.self) {
      try await warehouse.write { writer in
        try writer.execute("INSERT INTO averages VALUES ('2024-01-15', 1, 'many', 3)", [])
      }
    }
    #expect(try await stored(on: date).isEmpty)
  }

  @Test("a projection of a column that the store does not hold as declared names it")
  func undecodable() async throws {
    struct Wrong: Projection {
      static let table = "averages"
      var gameDate = GameDate(dayNumber: 0)
      var games = ""
      mutating func columns(_ c: inout some ColumnVisitor) throws { try c.column("games", &games, "") }
    }
    try await replace([Average(player: 1)], on: date)
    await #expect(throws: WarehouseError.undecodable(table: "averages", column: "games")) {
      try await warehouse.read { [date] in _ = try $0.rows(Wrong.self, on: date) }
    }
  }

  @Test(
    "a full disk is said to be full; once there is room, the same rows are written and are the right ones",
    .enabled(if: PostgreSQLServer.shared == nil, "SQLite's own limit stands for the full disk"))
  func diskFull() async throws {
    try await replace([Average(player: 1, games: 4)], on: date)
    let pages = try #require(try await warehouse.number("PRAGMA page_count"))
    try await warehouse.write { try $0.select("PRAGMA max_page_count = \(pages + 4)", []) { _ in } }
    let many = (0..<4000).map { Average(player: $0, points: 50, games: 3) }
    let path = warehouse.location
    await #expect(throws: WarehouseError.diskFull(path: path)) { try await replace(many, on: date) }
    #expect(try await stored(on: date) == [Average(gameDate: date, player: 1, games: 4)])
    #expect(WarehouseError.diskFull(path: path).isRetryable)

    try await warehouse.write { try $0.select("PRAGMA max_page_count = 100000", []) { _ in } }
    let next = date.adding(days: 1)
    try await replace([Average(player: 5, games: 5), Average(player: 6, games: 6)], on: next)
    #expect(try await stored(on: next).map(\.player) == [5, 6])
    try await replace(many, on: date)
    #expect(try await stored(on: date).count == 4000)
  }
}

import League
import TestKit
import Testing
import Warehouse

@Suite("Rows before they are written")
struct RecordTests {
  /// A record whose number is held to no range, which would refuse what is not finite as well.
  private struct Share: Record {
    var player = 0
    var share = 0.0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &player, "NBA person id")
      try c.column("share", &share, scale: 2, "Share")
    }
  }

  @Test(
    "R11: a value that is no finite number is refused with table and column",
    arguments: [
      Double.nan, .infinity, -.infinity, .signalingNaN, .greatestFiniteMagnitude,
    ])
  func notFinite(value: Double) {
    do {
      _ = try PartitionRows([Share(player: 1, share: value)], table: "shares")
      Issue.record("\(value) was taken")
    } catch WarehouseError.badRow(let table, let column, _, let expected) {
      #expect(table == "shares")
      #expect(column == "share")
      #expect(expected == "a finite number or null")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("a value out of range is refused with column, value and range")
  func outOfRange() {
    #expect(
      throws: WarehouseError.badRow(table: "averages", column: "points_avg", value: "100.01", expected: "0.0 to 100.0")
    ) { try Average.rows([Average(player: 1, points: 100.01)]) }
    #expect(throws: WarehouseError.badRow(table: "averages", column: "games", value: "11.0", expected: "0.0 to 10.0")) {
      try Average.rows([Average(player: 1, games: 11)])
    }
    #expect(throws: WarehouseError.self) { try Average.rows([Average(player: 1, points: -0.01)]) }
  }

  @Test("the ends of a range and null are within it")
  func withinRange() throws {
    let rows = try Average.rows([
      Average(player: 1, points: 0, games: 0), Average(player: 2, points: 100, games: 10), Average(player: 3),
    ])
    #expect(rows.rows.map(\.points) == [0, 100, nil])
  }

  @Test("the range is asked of the rounded value")
  func rangeAfterRounding() throws {
    #expect(try Average.rows([Average(player: 1, points: 100.004)]).rows[0].points == 100)
    #expect(throws: WarehouseError.self) { try Average.rows([Average(player: 1, points: 100.006)]) }
  }

  @Test(
    "rounding is half away from zero, to the column's decimals",
    arguments: [
      (0.125, 2, 0.13), (-0.125, 2, -0.13), (0.375, 2, 0.38), (2.5, 0, 3), (-2.5, 0, -3), (3.5, 0, 4), (0.5, 0, 1),
      (-0.5, 0, -1), (1.23456, 4, 1.2346), (12.0, 3, 12), (0.0004, 3, 0), (0.0005, 3, 0.001),
    ])
  func rounding(value: Double, scale: Int, rounded: Double) {
    #expect(value.rounded(scale: scale) == rounded)
  }

  @Test("rows are rounded once, and a null stays null")
  func roundedRows() throws {
    let rows = try Average.rows([Average(player: 1, points: 10.125), Average(player: 2)])
    #expect(rows.rows.map(\.points) == [10.13, nil])
    #expect(try Average.rows(rows.rows).digest == rows.digest)
  }

  @Test("a schema has every declared trait, in order")
  func schema() throws {
    let schema = try Average.schema()
    #expect(schema.columns.map(\.name) == ["player_id", "points_avg", "games"])
    #expect(schema.key == ["player_id"])
    #expect(schema.columns.map(\.storage) == [.integer, .real, .integer])
    #expect(schema.columns.map(\.isNullable) == [false, true, false])
    #expect(schema.columns[1].scale == 2)
    #expect(schema.columns[1].minimum == 0)
    #expect(schema.columns[1].maximum == 100)
    #expect(schema.columns[1].meaning == "Mean points")
  }

  @Test("a column that is declared twice, or that is the store's own, is refused")
  func badDeclarations() {
    struct Twice: Record {
      var a = 0
      var b = 0
      mutating func columns(_ c: inout some ColumnVisitor) throws {
        try c.key("a", &a, "")
        try c.column("a", &b, "")
      }
    }
    struct Own: Record {
      var date = ""
      mutating func columns(_ c: inout some ColumnVisitor) throws { try c.key("game_date", &date, "") }
    }
    #expect(throws: WarehouseError.badDeclaration("column a is declared twice")) {
      try TableSchema(table: "t", row: Twice.self)
    }
    #expect(throws: WarehouseError.self) { try TableSchema(table: "t", row: Own.self) }
  }
}

@Suite("The digest of a set of rows")
struct DigestTests {
  private let rows = [
    Average(player: 1, points: 10.5, games: 3), Average(player: 2, points: nil, games: 0),
    Average(player: 3, points: 0, games: 1), Average(player: 4, points: 22.25, games: 10),
  ]

  @Test("does not depend on the order of the rows")
  func order() throws {
    let digest = try Average.rows(rows).digest
    var random = SeededRandom(seed: 7)
    for _ in 0..<20 {
      #expect(try Average.rows(rows.shuffled(using: &random)).digest == digest)
    }
  }

  @Test("differs for any changed, missing, added or doubled row")
  func changes() throws {
    var digests = [try Average.rows(rows).digest]
    for index in rows.indices {
      var changed = rows
      changed[index].games = changed[index].games == 0 ? 1 : changed[index].games - 1
      digests.append(try Average.rows(changed).digest)
      changed = rows
      changed[index].points = changed[index].points.map { $0 + 0.01 } ?? 0
      digests.append(try Average.rows(changed).digest)
      changed = rows
      changed[index].player += 100
      digests.append(try Average.rows(changed).digest)
      changed = rows
      changed.remove(at: index)
      digests.append(try Average.rows(changed).digest)
      digests.append(try Average.rows(rows + [rows[index]]).digest)
    }
    digests.append(try Average.rows([]).digest)
    #expect(Set(digests).count == digests.count)
    #expect(digests.allSatisfy { $0.count == 32 })
  }

  @Test("tells null, zero, empty text and neighbouring texts apart")
  func kinds() {
    func digest(_ values: [SQLValue]) -> String {
      var digest = RowSetDigest()
      for value in values { digest.add(value) }
      digest.endRow()
      return digest.text()
    }
    let rows: [[SQLValue]] = [
      [nil], [0], [.real(0)], [""], [nil, nil], [0, 0], ["a", "b"], ["ab", ""], ["", "ab"], [.real(1)], [1], ["1"],
    ]
    #expect(Set(rows.map(digest)).count == rows.count)
    #expect(digest([.real(-0.0)]) == digest([.real(0)]))
  }

  @Test("values that swap their rows make another set")
  func swapped() throws {
    let straight = try Average.rows([Average(player: 1, games: 1), Average(player: 2, games: 2)]).digest
    let crossed = try Average.rows([Average(player: 1, games: 2), Average(player: 2, games: 1)]).digest
    #expect(straight != crossed)
  }
}

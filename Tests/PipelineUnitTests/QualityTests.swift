import Contracts
import Foundation
import Ledger
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

@Suite("Promises before a write")
struct QualityTests {
  private func runner(
    _ stage: RunnerStage, _ points: [Int: Int], version: Int = 1, _ checks: QualityCheck...
  ) async throws -> PhaseRunner {
    try await stage.runner(Feed([stage.dates[0]: points]), owner: "version \(version)") { table, _ in
      table.version = version
      table.quality = checks
    }
  }

  @Test("a broken promise degrades the cell with the measured value, and the rows stand")
  func degrades() async throws {
    let stage = try await RunnerStage()
    let date = stage.dates[0]
    let check = QualityCheck.mean("points", in: 20...40, fromRows: 2, "a mean of a dozen is too few")
    let completion = try await runner(stage, [1: 10, 2: 14], check).handle(date).completion
    #expect(completion.status == .degraded)
    let cell = try #require(try await stage.warehouse.cell("feed_points", date))
    #expect(cell.state == .degraded)
    #expect(cell.reason == "the mean of points is 12.0 in 2 rows (expected 20 to 40)")
    #expect(try await stage.points(on: date).map(\.points) == [10, 14])
    #expect(try await stage.state("hot_hand", date)?.isSettled == true)
  }

  @Test("a promise kept on its very bound leaves the cell complete")
  func boundary() async throws {
    let stage = try await RunnerStage()
    let check = QualityCheck.mean("points", in: 12...40, fromRows: 2, else: .fail, "")
    let completion = try await runner(stage, [1: 10, 2: 14], check).handle(stage.dates[0]).completion
    #expect(completion.status == .complete)
  }

  @Test("a promise that must hold fails the cell with a typed error, and the rows of before stay")
  func fails() async throws {
    let stage = try await RunnerStage()
    let date = stage.dates[0]
    _ = try await runner(stage, [1: 30, 2: 34]).complete([date])
    let before = try #require(try await stage.warehouse.cell("feed_points", date))
    let must = QualityCheck.mean("points", in: 20...40, fromRows: 2, else: .fail, "")
    let may = QualityCheck.varies("points", fromRows: 2, "")
    let failed = try await runner(stage, [1: 12, 2: 12], version: 2, must, may).handle(date, run: "second").completion
    #expect(failed.status == .failed && !failed.startsNextPhase)
    let cell = try #require(try await stage.warehouse.cell("feed_points", date))
    #expect(cell.state == .failed && cell.errorCategory == .permanent)
    #expect(
      cell.error == "feed_points keeps its rows of before: the mean of points is 12.0 in 2 rows (expected 20 to 40)")
    #expect(cell.rows == 2 && cell.outputDigest == before.outputDigest && cell.inputVersion == before.inputVersion)
    #expect(try await stage.points(on: date).map(\.points) == [30, 34])
    #expect(try await stage.warehouse.number("SELECT count(*) FROM waiting_dates") == 0)

    let mended = try await runner(stage, [1: 22, 2: 18], version: 3, must, may).handle(date, run: "third").completion
    #expect(mended.status == .complete)
    #expect(try await stage.points(on: date).map(\.points) == [22, 18])
  }

  @Test("rows per game are held against the games of the date")
  func rowsPerGame() async throws {
    let stage = try await RunnerStage()
    let few = try await runner(stage, [1: 10, 2: 14, 3: 9], .rowsPerGame(in: 2...8, "")).handle(stage.dates[0])
      .completion
    #expect(few.tables[0].reason == "3 rows for 2 games are 1.5 a game (expected 2 to 8)")
    let enough = try await runner(stage, [1: 10, 2: 14, 3: 9], version: 2, .rowsPerGame(in: 1.5...8, ""))
    #expect(try await enough.handle(stage.dates[0], run: "second").completion.tables[0].status == .complete)
  }

  @Test("promises over a month or a season do not judge a single date")
  func longer() async throws {
    let stage = try await RunnerStage()
    let month = QualityCheck.varies("points", fromRows: 1, over: .month, else: .fail, "")
    let season = QualityCheck.varies("points", fromRows: 1, over: .season, else: .fail, "")
    let completion = try await runner(stage, [1: 12, 2: 12], month, season).handle(stage.dates[0]).completion
    #expect(completion.status == .complete)
  }

  @Test("a date of a season's table that breaks a promise is named")
  func seasonTable() async throws {
    let stage = try await RunnerStage()
    let table = try AnyTable(Timetable(), phase: .analytics)
    let runner = try await stage.runner(.analytics, [table])
    _ = try await runner.handle(Season(startYear: 2023).partitionDate).completion
    let cell = try #require(try await stage.warehouse.cell("timetable", Season(startYear: 2023).partitionDate))
    #expect(cell.state == .degraded && cell.rows == 3)
    #expect(cell.reason == "2024-01-11: number is 7 in all 2 rows")
  }

  @Test("a declaration keeps its promises in the catalogue; one of an earlier version has none")
  func catalogue() throws {
    var table = FeedPoints(Feed())
    table.quality = [
      .mean("points", in: 0...30, "box scores"), .rowsPerGame(in: 16...40, over: .season, else: .fail, "rosters"),
      .sum(["points"], equals: "points", "itself"), .distinct("points", in: 1...9, ""),
    ]
    let info = try AnyTable(table, phase: .analytics).info
    #expect(try TableInfo(info.catalogEntry()) == info)

    var entry = try info.catalogEntry()
    var json = try #require(try JSONSerialization.jsonObject(with: Data(entry.declaration.utf8)) as? [String: Any])
    json["quality"] = nil
    json["purpose"] = nil
    json["cadence"] = nil
    var schema = try #require(json["schema"] as? [String: Any])
    schema["columns"] = (schema["columns"] as? [[String: Any]])?.map { $0.filter { $0.key != "isBoolean" } }
    json["schema"] = schema
    entry.declaration = String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self)
    let earlier = try TableInfo(entry)
    #expect(earlier.quality.isEmpty && earlier.purpose.isEmpty)
    #expect(earlier.schema == info.schema)
  }
}

/// Two dates of which the second has one number only.
private struct Timetable: SeasonTable {
  static let name: TableName = "timetable"
  let version = 1
  var inputs: [any Input] { [] }
  var quality: [QualityCheck] { [.varies("number", fromRows: 2, "")] }

  struct Row: Record {
    var place = 0
    var number = 0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("place", &place, "A place")
      try c.column("number", &number, "A number")
    }
  }

  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<Row>] {
    [
      day("2024-01-10"): Partition([Row(place: 1, number: 7)]),
      day("2024-01-11"): Partition([Row(place: 1, number: 7), Row(place: 2, number: 7)]),
    ]
  }
}

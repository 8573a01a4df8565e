import Contracts
import Ledger
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

/// What a date costs must not grow with the history that stands beside it.
@Suite("What a commit reads")
struct CommitCostTests {
  /// The tables that never hold more than a few rows, whose every row may be looked at.
  private static let small: Set<String> = ["ledger_clock", "table_catalog", "waiting_dates", "leased_dates", "times"]

  @Test("no statement of a date's work goes through the whole grid or the whole history, however long they are")
  func noFullScan() async throws {
    let stage = try await RunnerStage()
    let others = (0..<40).map { TableName("other_table_\($0)") }.compactMap { $0 }
    try await stage.warehouse.put(
      days("2023-10-20", 150).flatMap { date in others.map { Cell.done($0, date) } })
    let warehouse = ListeningWarehouse(stage.warehouse)
    let feed = Feed(Dictionary(uniqueKeysWithValues: stage.dates.map { ($0, [1: 20, 2: 4]) }))
    let runner = try await stage.runner(
      .analytics,
      [
        try AnyTable(FeedPoints(feed), phase: .analytics), try AnyTable(HotHand(), phase: .analytics),
        try AnyTable(Openings(), phase: .analytics),
      ], over: warehouse)
    _ = try await runner.handle(stage.dates[0]).completion
    warehouse.forget()

    // A season table, a date, one that fails for a while, one that waits, one that is changed, and one without a change.
    let partition = Season(startYear: 2023).partitionDate
    _ = try await runner.handle(partition, run: "forced") { $0.force = true }.completion
    _ = try await runner.handle(stage.dates[1]).completion
    feed.state.update { $0.error = PipelineError.transient("not now") }
    _ = try await runner.handle(stage.dates[2]).waiting
    feed.state.update { $0.error = nil }
    _ = try await runner.handle(stage.dates[4]).waiting
    _ = try await runner.wakeable()
    _ = try await runner.nextDue()
    feed[stage.dates[1]] = [1: 21, 2: 4]
    for _ in 0..<2 { _ = try await runner.handle(stage.dates[1], run: "again").completion }
    try await runner.finished(stage.dates[1])

    let statements = warehouse.statements
    for expected in [
      "INSERT INTO output_grid", "INSERT INTO run_history", "INSERT INTO leased_dates", "INSERT INTO waiting_dates",
      "WHERE change > ? AND game_date <= ?", "WHERE table_name = ? AND season = ? AND rows > 0",
    ] {
      #expect(statements.keys.contains { $0.contains(expected) }, "\(expected)")
    }
    for (statement, rows) in statements {
      #expect(rows <= 20, "\(rows) rows of \(statement)")
      for step in try await stage.warehouse.plan(of: statement) where step.hasPrefix("SCAN ") {
        let scanned = step.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        #expect(Self.small.contains(scanned), "\(step): \(statement)")
      }
    }
  }

  @Test("a look at the whole grid would be seen")
  func seen() async throws {
    let stage = try await RunnerStage()
    let steps = try await stage.warehouse.plan(
      of: "SELECT DISTINCT table_name FROM output_grid WHERE change > ? AND game_date <= ?")
    #expect(steps.contains { $0.hasPrefix("SCAN output_grid") }, "\(steps)")
  }
}

/// Rows of a whole season at once.
private struct Openings: SeasonTable {
  static let name: TableName = "openings"
  let version = 1
  var inputs: [any Input] { [] }

  struct Row: Record {
    var place = 0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("place", &place, "A place")
    }
  }

  func partitions(of season: Season, from view: AsOfView) throws -> [GameDate: Partition<Row>] {
    Dictionary(uniqueKeysWithValues: days("2024-01-10", 3).map { ($0, Partition([Row(place: 1)])) })
  }
}

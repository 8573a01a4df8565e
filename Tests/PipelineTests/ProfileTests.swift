import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Reports
import TestKit
import Testing
import Warehouse

@testable import Backcourt

@Suite("What a table holds beside what it promises", .serialized, .timeLimit(.minutes(15)))
struct ProfileTests {
  /// A world whose `player_game_summary` makes other promises.
  private func world(
    _ driver: PipelineTestDriver, _ change: (inout TableInfo) -> Void
  ) async throws -> (world: World, table: TableInfo) {
    let world = try await World.read(driver.warehouse)
    var table = try world.table(named: "player_game_summary")
    change(&table)
    let catalog = world.catalog.map { $0.name == table.name ? table : $0 }
    return (World(catalog: catalog, mirror: world.mirror), table)
  }

  @Test("columns and promises are measured over the rows in the store, and verify judges months and seasons")
  func profile() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.backfill()
    let (world, table) = try await world(driver) { table in
      table.quality = [
        .nulls("minutes_played", among: "is_active", atMost: 0, ""),
        .share("is_home", in: 0.45...0.55, over: .month, ""),
        .share("win_flag", in: 0.9...1, over: .month, ""),
        .varies("points", over: .season, else: .fail, ""),
        .mean("points", in: 90...100, over: .season, else: .fail, ""),
      ]
    }
    let report = try await ProfileReport.make(
      world, table: table, selection: DateSelection(), warehouse: driver.warehouse)
    func sql(_ what: String) async throws -> Double? {
      try await driver.warehouse.read { try $0.first("SELECT \(what) FROM player_game_summary") { $0.double(0) } }
    }
    #expect(try await sql("count(*)") == Double(report.rows) && report.rows > 1000)
    let points = try #require(report.columns.first { $0.column.name == "points" })
    #expect(try await sql("min(points)") == points.minimum)
    #expect(try await sql("max(points)") == points.maximum)
    #expect(try await sql("count(DISTINCT points)") == Double(points.distinct))
    #expect(try await sql("1.0 * sum(points IS NULL) / count(*)") == points.nullRate)
    let mean = try #require(points.mean)
    let average = try #require(try await sql("avg(points)"))
    #expect(abs(average - mean) < 1e-9)
    #expect(report.columns.allSatisfy { $0.breaches.isEmpty })

    let months = Set(try await driver.grid().keys.filter { $0.table == table.name }.map { "\($0.date)".prefix(7) })
    let promises = report.promises
    #expect(promises[0].broken.isEmpty && promises[0].kept == report.dates && promises[0].greatest == 0)
    #expect(promises[1].broken.isEmpty && promises[1].kept + promises[1].notJudged == months.count)
    #expect(promises[2].broken.count + promises[2].notJudged == months.count && !promises[2].broken.isEmpty)
    #expect(promises[3].kept == 1 && promises[3].broken.isEmpty)
    #expect(promises[4].broken.map(\.period) == ["2011-12"])
    #expect(!report.isGood)
    #expect(report.text.contains("Broken:\n  2011-"))

    let verify = try await VerifyReport.make(
      world, phase: .analytics, selection: DateSelection(all: true), warehouse: driver.warehouse)
    #expect(verify.problems.isEmpty && !verify.isGood)
    #expect(Set(verify.broken.map(\.period)) == Set(promises[2].broken.map(\.period) + ["2011-12"]))

    let (kind, _) = try await self.world(driver) { $0.quality = [.share("win_flag", in: 0.9...1, over: .month, "")] }
    let poorer = try await VerifyReport.make(
      kind, phase: .analytics, selection: DateSelection(all: true), warehouse: driver.warehouse)
    #expect(!poorer.broken.isEmpty && poorer.isGood, "what only makes rows poorer fails nothing")
    await driver.stop()
  }

  @Test("values that a changed declaration does not allow are found in the store")
  func breaches() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.backfill { $0.through = .analytics }
    let (world, table) = try await world(driver) { table in
      for index in table.schema.columns.indices where table.schema.columns[index].name == "points" {
        table.schema.columns[index].maximum = 20
        table.schema.columns[index].minimum = 1
      }
    }
    let report = try await ProfileReport.make(
      world, table: table, selection: DateSelection(), warehouse: driver.warehouse)
    let points = try #require(report.columns.first { $0.column.name == "points" })
    #expect(points.breaches == ["below 1", "above 20"])
    #expect(!report.isGood && report.text.contains("BROKEN: below 1, above 20"))
    await driver.stop()
  }

  @Test("a table that is not there is answered with the nearest name")
  func nearest() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let world = try await World.read(driver.warehouse)
    for (asked, meant) in [
      ("player_game_sumary", "player_game_summary"), ("game", "games"), ("raw_player_boxes", "raw_player_box"),
    ] {
      let outcome = #expect(throws: CommandOutcome.self) { _ = try world.table(named: asked) }
      #expect(outcome?.code == 2)
      #expect(outcome?.message == "there is no table '\(asked)'; did you mean \(meant)? `backcourt tables` lists them")
    }
    await driver.stop()
  }
}

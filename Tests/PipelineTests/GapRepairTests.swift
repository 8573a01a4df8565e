import Contracts
import Foundation
import Ledger
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@Suite("Repairing history", .serialized, .timeLimit(.minutes(15)))
struct GapRepairTests {
  private let today = day("2024-03-01")

  private func reconciled(_ driver: PipelineTestDriver) async throws -> Reconciliation {
    let today = today
    return try await driver.warehouse.read { try Reconciliation(today: today, in: $0) }
  }

  @Test(
    "R54: rows and grid rows that were deleted or changed by hand, anywhere, are found, made again, and equal",
    arguments: 0..<2)
  func repaired(seed: Int) async throws {
    var random = SeededRandom(seed: UInt64(seed))
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.backfill()
    #expect(try await reconciled(driver).damages.isEmpty)
    let (digests, grid) = (try await driver.digests(), try await driver.grid())
    let cells = grid.values.filter { $0.rows > 0 && $0.key.date != $0.season.partitionDate }
      .sorted { ($0.key.date, $0.key.table) < ($1.key.date, $1.key.table) }
    let emptied = (0..<12).compactMap { _ in cells.randomElement(using: &random)?.key }
    let planned = cells.filter { $0.key.table != GridMirror.calendar }
    let forgotten = (0..<12).compactMap { _ in planned.randomElement(using: &random)?.key }
    let calendar = try #require(cells.filter { $0.key.table == GridMirror.calendar }.randomElement(using: &random)).key
    let changed = try #require(cells.filter { $0.key.table == "player_game_summary" }.randomElement(using: &random)).key
    try await driver.warehouse.write { writer in
      for key in emptied {
        try writer.execute("DELETE FROM \(key.table) WHERE game_date = ?", [key.date.sqlValue])
      }
      for key in forgotten + [calendar] {
        try writer.execute(
          "DELETE FROM output_grid WHERE table_name = ? AND game_date = ?", [.text(key.table.text), key.date.sqlValue])
      }
      try writer.execute(
        "UPDATE player_game_summary SET points = points + 1 WHERE game_date = ? AND points IS NOT NULL",
        [changed.date.sqlValue])
    }
    let found = try await reconciled(driver)
    let expected = Set(emptied + forgotten + [calendar, changed])
    #expect(Set(found.damages.map(\.key)).isSuperset(of: expected.filter { $0.date != calendar.date }))
    #expect(found.damages.contains { $0.key == calendar })

    // What follows from a damaged calendar can be looked at only when the calendar is there again.
    for _ in 0..<2 {
      let found = try await reconciled(driver)
      guard let request = found.request(requestedBy: "me") else { break }
      try await driver.warehouse.write { try found.withdraw(now: 0, at: "t", in: $0) }
      let record = try await driver.run(request)
      #expect(
        record.state == .completed,
        "\(record.summary?.message ?? "") \(String(describing: record.summary?.report?.failed.first))")
    }
    let after = try await reconciled(driver)
    #expect(
      after.damages.isEmpty && after.open.isEmpty, "\(after.damages.prefix(3)) \(after.open.prefix(3).map(\.key))")
    #expect(try await driver.digests() == digests)
    let mended = try await driver.grid()
    #expect(mended.mapValues(\.outputDigest) == grid.mapValues(\.outputDigest))
    #expect(mended.mapValues(\.state) == grid.mapValues(\.state))
    // Nothing but what was damaged was written again.
    let damaged = Set(expected.map(\.date)).union([Season(nominal: calendar.date).partitionDate])
    let touched = mended.values.filter { $0.runID != grid[$0.key]?.runID && !damaged.contains($0.key.date) }
    #expect(touched.map(\.key).isEmpty)
    await driver.stop()
  }
}

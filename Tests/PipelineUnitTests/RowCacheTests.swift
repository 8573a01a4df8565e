import Contracts
import Ledger
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

@Suite("Histories in memory")
struct RowCacheTests {
  private func past(_ cache: RowCache, _ stage: RunnerStage, before date: GameDate) async throws -> PastRows<PointsRow>
  {
    let mirror = try await stage.warehouse.read { reader in
      var mirror = GridMirror()
      try Ledger.refresh(&mirror, from: reader)
      return mirror
    }
    let loader = DateLoader(cache: cache, mirror: mirror, computed: [:], fetched: [:])
    return try await loader.history(PointsRow.self, before: date, season: Season(startYear: 2023), seasons: 1)
  }

  @Test("a corrected date is read again, and a history in memory equals one read anew", arguments: 0..<4)
  func corrections(seed: Int) async throws {
    var random = SeededRandom(seed: UInt64(seed))
    let stage = try await RunnerStage()
    let feed = Feed()
    let runner = try await stage.runner(.analytics, [try AnyTable(FeedPoints(feed), phase: .analytics)])
    let cache = RowCache(warehouse: stage.warehouse)
    for step in 0..<25 {
      let date = try #require(stage.dates.randomElement(using: &random))
      feed[date] = Dictionary(
        uniqueKeysWithValues: (0..<Int.random(in: 0...4, using: &random)).map {
          ($0, Int.random(in: 0...40, using: &random))
        })
      _ = try await runner.handle(date, run: "\(step)")
      let asked = try #require(stage.dates.randomElement(using: &random))
      let kept = try await past(cache, stage, before: asked)
      let fresh = try await past(RowCache(warehouse: stage.warehouse), stage, before: asked)
      for player in 0...4 {
        #expect(Array(kept.of(player)) == Array(fresh.of(player)))
      }
      #expect(Set(kept.entities) == Set(fresh.entities))
    }
  }

  @Test("rows that moved after the grid was looked at are not mixed with it: the work begins again")
  func moved() async throws {
    let stage = try await RunnerStage()
    let feed = Feed([stage.dates[0]: [1: 20]])
    let runner = try await stage.runner(.analytics, [try AnyTable(FeedPoints(feed), phase: .analytics)])
    _ = try await runner.complete([stage.dates[0]])
    let mirror = try await stage.warehouse.read { reader in
      var mirror = GridMirror()
      try Ledger.refresh(&mirror, from: reader)
      return mirror
    }
    feed[stage.dates[0]] = [1: 30]
    _ = try await runner.complete([stage.dates[0]], run: "correction")
    let loader = DateLoader(cache: RowCache(warehouse: stage.warehouse), mirror: mirror, computed: [:], fetched: [:])
    await #expect(throws: PipelineError.inputsMoved) {
      _ = try await loader.history(PointsRow.self, before: stage.dates[1], season: Season(startYear: 2023), seasons: 1)
    }
  }

  @Test("R44: the rows of a date are read once for all tables of its work, and again when they changed")
  func sameDate() async throws {
    let stage = try await RunnerStage()
    let feed = Feed([stage.dates[0]: [1: 20]])
    let runner = try await stage.runner(.analytics, [try AnyTable(FeedPoints(feed), phase: .analytics)])
    let cache = RowCache(warehouse: stage.warehouse)
    func points() async throws -> [Int] {
      let mirror = try await stage.warehouse.read { reader in
        var mirror = GridMirror()
        try Ledger.refresh(&mirror, from: reader)
        return mirror
      }
      let loader = DateLoader(cache: cache, mirror: mirror, computed: [:], fetched: [:])
      return try await loader.rows(PointsRow.self, on: stage.dates[0]).map(\.points)
    }
    _ = try await runner.complete([stage.dates[0]])
    #expect(try await points() == [20])
    // Behind the ledger's back: whoever asks again in the same state of the grid is answered from memory.
    try await stage.warehouse.write { writer in
      _ = try writer.execute("UPDATE \(PointsRow.table) SET points = 21", [])
    }
    #expect(try await points() == [20])
    feed[stage.dates[0]] = [1: 30]
    _ = try await runner.complete([stage.dates[0]], run: "correction")
    #expect(try await points() == [30])
  }
}

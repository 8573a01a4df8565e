import Contracts
import Ledger
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

@Suite("The work of a phase")
struct PhaseRunnerTests {
  private static let scores: [[Int: Int]] = [
    [1: 20, 2: 4], [1: 22, 2: 6], [1: 5, 2: 8], [1: 18], [2: 3], [1: 9, 2: 2],
  ]

  private func feed(_ stage: RunnerStage, heldAt turnstile: Turnstile? = nil) -> Feed {
    Feed(Dictionary(uniqueKeysWithValues: zip(stage.dates, Self.scores)), heldAt: turnstile)
  }

  @Test("R16: a first run computes every table of a date, in order, and the ledger says what the store holds")
  func firstRun() async throws {
    let stage = try await RunnerStage()
    let completion = try await stage.runner(feed(stage)).complete([stage.dates[0]])[0]
    #expect(completion.status == .complete)
    #expect(completion.changed)
    #expect(completion.tables.map(\.table) == ["feed_points", "hot_hand", "hot_count"])
    #expect(completion.tables.map(\.rows) == [2, 2, 1])
    #expect(try await stage.points(on: stage.dates[0]).map(\.points) == [20, 4])
    for outcome in completion.tables {
      let cell = try #require(try await stage.warehouse.cell(outcome.table, stage.dates[0]))
      #expect(cell.state == .complete)
      #expect(cell.outputDigest == outcome.outputDigest)
      #expect(cell.runID == "run")
      #expect(cell.codeVersion == "\(outcome.table)@1")
      #expect(cell.life.attempts == 0 && cell.life.lease == nil)
    }
    #expect(try await stage.attempts() == 3)
  }

  @Test("R29: a second run computes nothing, writes nothing and says that nothing changed")
  func secondRun() async throws {
    let stage = try await RunnerStage()
    let runner = try await stage.runner(feed(stage))
    let first = try await runner.complete(stage.dates)
    let attempts = try await stage.attempts()
    #expect(attempts == 18)
    for runner in [runner, try await stage.runner(feed(stage), owner: "two")] {
      let second = try await runner.complete(stage.dates, run: "again")
      #expect(try await stage.attempts() == attempts)
      #expect(second.allSatisfy { !$0.changed && $0.status == .complete })
      #expect(second.map { $0.tables.map(\.outputDigest) } == first.map { $0.tables.map(\.outputDigest) })
    }
  }

  @Test("R23: a changed input recomputes what reads it, and stops where the rows stay the same")
  func changedInput() async throws {
    let stage = try await RunnerStage()
    let feed = feed(stage)
    let runner = try await stage.runner(feed)
    _ = try await runner.complete(stage.dates)
    let attempts = try await stage.attempts()

    feed[stage.dates[1]] = [1: 23, 2: 6]
    let corrected = try await runner.complete([stage.dates[1]], run: "correction")[0]
    #expect(corrected.changed)
    #expect(corrected.tables.map(\.changed) == [true, false, false])
    #expect(try await stage.points(on: stage.dates[1]).map(\.points) == [23, 6])
    #expect(try await stage.attempts() == attempts + 2, "points and hands were computed, the count was not")

    let later = try await runner.complete([stage.dates[3]], run: "correction")[0]
    #expect(!later.changed)
    #expect(try await stage.attempts() == attempts + 3, "the hands read the corrected history and came out the same")
    #expect(
      try await stage.warehouse.number("SELECT count(*) FROM run_history WHERE changed AND run_id = 'correction'") == 1)
  }

  @Test("a correction ends equal to a rebuild from nothing")
  func correctionEqualsRebuild() async throws {
    let (stage, other) = (try await RunnerStage(), try await RunnerStage())
    let corrected = feed(stage)
    let runner = try await stage.runner(corrected)
    _ = try await runner.complete(stage.dates)
    corrected[stage.dates[0]] = [1: 1, 2: 40, 3: 7]
    let ended = try await runner.complete(stage.dates, run: "correction")
    let rebuilt = try await other.runner(corrected).complete(other.dates)
    #expect(ended.map { $0.tables.map(\.outputDigest) } == rebuilt.map { $0.tables.map(\.outputDigest) })
    #expect(ended[1].tables.map(\.changed) == [false, true, false])
  }

  @Test("a date waits for the first earlier date that its history lacks, and is taken up once that is there")
  func waitsForHistory() async throws {
    let stage = try await RunnerStage()
    let runner = try await stage.runner(feed(stage))
    let waiting = try await runner.handle(stage.dates[1]).waiting
    #expect(waiting.waitsFor == CellKey("feed_points", stage.dates[0]))
    #expect(waiting.dueAt == nil)
    #expect(try await stage.state("feed_points", stage.dates[1]) == .complete)
    #expect(try await stage.state("hot_hand", stage.dates[1]) == .waiting)
    #expect(try await stage.state("hot_count", stage.dates[1]) == .waiting)
    #expect(try await runner.wakeable().isEmpty)

    _ = try await runner.complete([stage.dates[0]])
    let wakeable = try await runner.wakeable()
    #expect(wakeable == [waiting])
    let completion = try await runner.handle(waiting.request, traceparent: waiting.traceparent).completion
    #expect(completion.status == .complete)
    #expect(completion.tables.map(\.rows) == [2, 2, 1])
    try await runner.finished(stage.dates[1])
    #expect(try await runner.wakeable().isEmpty)
  }

  @Test("dates that arrive in any order end as in ascending order", arguments: 0..<4)
  func anyOrder(seed: Int) async throws {
    var random = SeededRandom(seed: UInt64(seed))
    let (stage, other) = (try await RunnerStage(), try await RunnerStage())
    let runner = try await stage.runner(feed(stage))
    for date in stage.dates.shuffled(using: &random) {
      _ = try await runner.handle(date)
    }
    for _ in stage.dates {
      for waiting in try await runner.wakeable() {
        if case .completed = try await runner.handle(waiting.request, traceparent: waiting.traceparent) {
          try await runner.finished(waiting.request.date)
        }
      }
    }
    let straight = try await other.runner(feed(other)).complete(other.dates)
    for (date, completion) in zip(stage.dates, straight) {
      for outcome in completion.tables {
        let cell = try #require(try await stage.warehouse.cell(outcome.table, date))
        #expect(cell.state == .complete)
        #expect(cell.outputDigest == outcome.outputDigest)
      }
    }
    #expect(try await runner.wakeable().isEmpty)
  }

  @Test("a date waits for another phase's table and is taken up once it has settled")
  func waitsForOtherPhase() async throws {
    let stage = try await RunnerStage()
    let tables = [try AnyTable(HotCount(), phase: .precompute)]
    let later = try await stage.runner(.precompute, tables)
    let waiting = try await later.handle(stage.dates[0]).waiting
    #expect(waiting.waitsFor == CellKey("hot_hand", stage.dates[0]))
    let earlier = try await stage.runner(
      .analytics,
      [try AnyTable(FeedPoints(feed(stage)), phase: .analytics), try AnyTable(HotHand(), phase: .analytics)])
    _ = try await earlier.complete([stage.dates[0]])
    #expect(try await later.wakeable().map(\.request.date) == [stage.dates[0]])
    #expect(try await later.handle(stage.dates[0]).completion.status == .complete)
  }

  @Test("a date that is no game date settles with nothing to do, and says why")
  func offDay() async throws {
    let stage = try await RunnerStage()
    let completion = try await stage.runner(feed(stage)).handle(day("2024-02-29")).completion
    #expect(completion.status == .emptyOK)
    #expect(completion.tables.isEmpty)
    #expect(completion.reason == "2024-02-29 is not a game date")
  }

  @Test("R27: only the tables asked for are worked on")
  func selectedTables() async throws {
    let stage = try await RunnerStage()
    let completion = try await stage.runner(feed(stage)).handle(stage.dates[0]) { $0.tables = ["feed_points"] }
      .completion
    #expect(completion.tables.map(\.table) == ["feed_points"])
    #expect(try await stage.state("hot_hand", stage.dates[0]) == nil)
  }

  @Test("force recomputes what has not changed, and mends rows that were damaged in the store")
  func force() async throws {
    let stage = try await RunnerStage()
    let runner = try await stage.runner(feed(stage))
    _ = try await runner.complete([stage.dates[0]])
    _ = try await stage.warehouse.write { try $0.execute("UPDATE feed_points SET points = 99", []) }
    _ = try await runner.complete([stage.dates[0]], run: "again")
    #expect(try await stage.attempts() == 3)
    let forced = try await runner.handle(stage.dates[0], run: "forced") { $0.force = true }.completion
    #expect(try await stage.attempts() == 6)
    #expect(!forced.changed)
    #expect(try await stage.points(on: stage.dates[0]).map(\.points) == [20, 4])
    let twice = try await runner.handle(stage.dates[0], run: "forced") { $0.force = true }.completion
    #expect(try await stage.attempts() == 6, "a date that comes twice in a run is forced once")
    #expect(twice.tables.map(\.outputDigest) == forced.tables.map(\.outputDigest))
  }

  @Test("a date that comes twice in a run is fetched once; another run, force and a poor cell ask the source again")
  func fetchedOnce() async throws {
    let stage = try await RunnerStage()
    let (feed, date) = (feed(stage), stage.dates[0])
    let runner = try await stage.runner(feed)
    let first = try await runner.complete([date])[0]
    let again = try await stage.runner(feed, owner: "two").complete([date])[0]
    #expect(feed.state.value.fetches == 1)
    #expect(again.tables == first.tables, "what the first did is what the run did")
    _ = try await runner.complete([date], run: "another")
    #expect(feed.state.value.fetches == 2)
    _ = try await runner.complete([date], run: "another")
    #expect(feed.state.value.fetches == 2, "also where the source had nothing new")
    for _ in 0..<2 { _ = try await runner.handle(date, run: "forced") { $0.force = true } }
    #expect(feed.state.value.fetches == 3, "force does it once")

    let poor = try await stage.runner(feed, owner: "poor") { points, _ in points.expected = .perGame(50) }
    #expect(try await poor.complete([stage.dates[1]], run: "poor")[0].tables[0].status == .degraded)
    _ = try await poor.complete([stage.dates[1]], run: "poor")
    #expect(feed.state.value.fetches == 5)
  }

  @Test("R52: a bootstrap date is left out with its reason, whatever stood there before, and what reads it follows")
  func bootstrap() async throws {
    let stage = try await RunnerStage()
    let runner = try await stage.runner(feed(stage)) { _, hand in hand.bootstrap = .skip }
    _ = try await runner.complete(Array(stage.dates.prefix(2)))
    let skipped = try await runner.handle(stage.dates[1], run: "b") { $0.bootstrapDays = 2 }.completion
    #expect(skipped.tables.map(\.status) == [.complete, .skipped, .skipped])
    #expect(skipped.tables[1].reason == "bootstrap: day 2 of the first 2")
    #expect(skipped.tables[2].reason == "bootstrap: day 2 of the first 2")
    #expect(try await stage.warehouse.number("SELECT count(*) FROM hot_hand WHERE game_date = '2024-01-11'") == 0)
    let back = try await runner.handle(stage.dates[1], run: "c") { $0.bootstrapDays = 0 }.completion
    #expect(back.tables.map(\.status) == [.complete, .complete, .complete])
  }

  @Test("accepting gaps computes with what is there, and the cell is degraded and names what is not")
  func acceptGaps() async throws {
    let stage = try await RunnerStage()
    let completion = try await stage.runner(feed(stage)).handle(stage.dates[2]) { $0.acceptGaps = true }.completion
    #expect(completion.tables.map(\.status) == [.complete, .degraded, .complete])
    #expect(completion.tables[1].reason == "2 earlier dates of feed_points are not there")
    #expect(completion.status == .degraded)
  }
}

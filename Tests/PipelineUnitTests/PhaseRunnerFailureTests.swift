import Contracts
import Ledger
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

@Suite("The work of a phase when something goes wrong")
struct PhaseRunnerFailureTests {
  private func feed(_ stage: RunnerStage, heldAt turnstile: Turnstile? = nil) -> Feed {
    Feed([stage.dates[0]: [1: 20, 2: 4], stage.dates[1]: [1: 7]], heldAt: turnstile)
  }

  @Test("R19: a date that another runner works on waits until that lease ends, and is completed after it")
  func heldByOther() async throws {
    let stage = try await RunnerStage()
    let turnstile = Turnstile()
    let slow = try await stage.runner(feed(stage, heldAt: turnstile), owner: "slow")
    let quick = try await stage.runner(feed(stage), owner: "quick")
    let date = stage.dates[0]
    async let worked = slow.handle(date)
    try await eventually("the slow one computes") { turnstile.arrived == 1 }

    let waiting = try await quick.handle(date).waiting
    #expect(waiting.reason == "the cell is worked on by slow/1")
    #expect(waiting.dueAt == stage.clock.now.milliseconds + 30_000)
    #expect(try await stage.attempts() == 0)
    turnstile.open()
    #expect(try await worked.completion.status == .complete)
    #expect(try await quick.wakeable().isEmpty)
    stage.clock.advance(by: .seconds(30))
    #expect(try await quick.wakeable().map(\.request.date) == [date])
    let completion = try await quick.handle(date).completion
    #expect(completion.status == .complete)
    #expect(try await stage.attempts() == 3, "the second one found everything done")
  }

  @Test("a lease is renewed for as long as its work lasts")
  func renewal() async throws {
    let stage = try await RunnerStage()
    let turnstile = Turnstile()
    let slow = try await stage.runner(feed(stage, heldAt: turnstile), owner: "slow")
    let date = stage.dates[0]
    async let worked = slow.handle(date)
    try await eventually("the slow one computes") { turnstile.arrived == 1 }
    for _ in 0..<6 {
      try await eventually("the renewal sleeps, and so does the limit") { stage.clock.alarms.count == 2 }
      stage.clock.advance(by: .seconds(10))
      let until = stage.clock.now.milliseconds + 30_000
      try await eventually("the lease is renewed") {
        try await stage.warehouse.cell("feed_points", date)?.life.lease?.until == until
      }
    }
    let quick = try await stage.runner(feed(stage), owner: "quick")
    #expect(try await quick.handle(date).waiting.reason == "the cell is worked on by slow/1")
    turnstile.open()
    #expect(try await worked.completion.status == .complete)
    try await eventually("the renewal has ended") { stage.clock.alarms.isEmpty }
  }

  @Test("R20: who lost his lease writes nothing, neither rows nor cells nor history")
  func staleToken() async throws {
    let stage = try await RunnerStage()
    let (turnstile, date) = (Turnstile(), stage.dates[0])
    // The clock of the stopped process stands still: it renews nothing.
    let stopped = try await stage.runner(
      Feed([date: [1: 99, 5: 50]], heldAt: turnstile), owner: "stopped", clock: VirtualClock())
    async let late = stopped.handle(date)
    try await eventually("the first one computes") { turnstile.arrived == 1 }

    stage.clock.advance(by: .seconds(31))
    let other = try await stage.runner(feed(stage), owner: "other")
    #expect(try await other.handle(date).completion.status == .complete)
    let cell = try await stage.warehouse.cell("feed_points", date)
    #expect(cell?.life.fencingToken == 2)

    turnstile.open()
    let waiting = try await late.waiting
    #expect(waiting.reason == "the lease 1 is over (the newest is 2); nothing was written")
    #expect(try await stage.points(on: date).map(\.points) == [20, 4])
    #expect(try await stage.warehouse.cell("feed_points", date) == cell)
    #expect(try await stage.attempts() == 3)
  }

  @Test("a transient error is tried again when it is due, with growing waits, and fails after the last try")
  func transient() async throws {
    let stage = try await RunnerStage()
    let (feed, date) = (feed(stage), stage.dates[0])
    feed.state.update { $0.error = PipelineError.transient("the source is asleep") }
    let runner = try await stage.runner(feed, maxAttempts: 3)
    for attempt in 1...2 {
      let waiting = try await runner.handle(date).waiting
      #expect(waiting.attempt == attempt)
      let due = try #require(waiting.dueAt) - stage.clock.now.milliseconds
      let full: Int64 = attempt == 1 ? 1000 : 2000
      #expect((full / 2...full).contains(due))
      #expect(try await runner.wakeable().isEmpty)
      #expect(try await runner.nextDue()?.milliseconds == waiting.dueAt)
      let cell = try await stage.warehouse.cell("feed_points", date)
      #expect(cell?.state == .waiting && cell?.errorCategory == .transient)
      #expect(cell?.reason == "try \(attempt) of 3 failed: the source is asleep")
      stage.clock.advance(by: .milliseconds(due))
      #expect(try await runner.wakeable().map(\.request.date) == [date])
    }
    let failed = try await runner.handle(date).completion
    #expect(failed.status == .failed)
    #expect(failed.reason == "feed_points: the source is asleep")
    #expect(!failed.startsNextPhase)
    #expect(try await stage.state("hot_hand", date) == .waiting)

    // Asked for again, it has all its tries again.
    #expect(try await runner.handle(date, run: "retry").waiting.attempt == 1)
    feed.state.update { $0.error = nil }
    #expect(try await runner.handle(date, run: "retry").completion.status == .complete)
  }

  @Test("a date that one process has finished is still tried again when another found that it must be")
  func finishedElsewhere() async throws {
    let stage = try await RunnerStage()
    let (feed, date) = (feed(stage), stage.dates[0])
    feed.state.update { $0.error = PipelineError.transient("the source is asleep") }
    let runner = try await stage.runner(feed)
    let due = try await runner.handle(date).waiting.dueAt
    // The other process delivers its own completion of the date only now.
    try await stage.runner(feed).finished(date)
    #expect(try await runner.nextDue()?.milliseconds == due)
    stage.clock.advance(by: .seconds(2))
    #expect(try await runner.wakeable().map(\.request.date) == [date])
    feed.state.update { $0.error = nil }
    #expect(try await runner.handle(date).completion.status == .complete)
    try await runner.finished(date)
    #expect(try await runner.nextDue() == nil)
  }

  @Test(
    "the request for what is leased is kept while it is worked on, and whoever comes after its process died goes on")
  func abandoned() async throws {
    let stage = try await RunnerStage()
    let (date, clock) = (stage.dates[0], stage.clock)
    let feed = Feed([date: [1: 4]])
    let seen = Locked<[LeasedDate]>([])
    let warehouse = stage.warehouse
    let late = LateTable { _ in
      let kept = try await warehouse.read { try Ledger.leasedDates(of: .analytics, in: $0) }
      seen.update { $0 = kept }
    }
    let tables = [
      try AnyTable(FeedPoints(feed), phase: .analytics), try AnyTable(HotHand(), phase: .analytics),
      try AnyTable(late, phase: .analytics),
    ]
    _ = try await stage.runner(.analytics, tables, owner: "first").complete([date])
    let word = try #require(seen.value.first)
    #expect(word.request.date == date && word.owner.hasPrefix("first/"))
    #expect(try await warehouse.read { try Ledger.leasedDates(of: nil, in: $0) }.isEmpty)

    // Handed the same date again, it takes its lease and is killed.
    try await warehouse.write { writer in
      var cell = try #require(try Ledger.cell(CellKey("feed_points", date), in: writer))
      _ = try cell.life.take(owner: word.owner, until: word.until, now: clock.now.milliseconds)
      try Ledger.put(cell, change: try Ledger.nextChange(in: writer), at: clock.now.timestamp, in: writer)
      try Ledger.put(word, in: writer)
    }
    let second = try await stage.runner(.analytics, tables, owner: "second")
    #expect(try await second.nextDue()?.milliseconds == word.until)
    #expect(try await second.wakeable().isEmpty, "its lease still holds")
    clock.advance(by: .seconds(31))
    let found = try await second.wakeable()
    #expect(found.map(\.request) == [word.request] && found.map(\.traceparent) == [word.traceparent])
    #expect(try await second.handle(word.request, traceparent: word.traceparent).completion.status == .complete)
    try await second.finished(date)
    #expect(try await stage.state("feed_points", date) == .complete)
    #expect(try await second.nextDue() == nil)
    #expect(try await second.wakeable().isEmpty)
  }

  @Test("waits double from a second to a minute, and half of each is left to chance")
  func backoff() {
    #expect((1...8).map { Backoff.delay(attempt: $0, random: 1) } == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
    #expect(Backoff.delay(attempt: 3, random: 0) == .seconds(2))
    #expect(Backoff.delay(attempt: 1000, random: 0) == .seconds(30))
    #expect(Backoff.delay(attempt: 0, random: 1) == .seconds(1))
  }

  @Test("what was computed from rows that were replaced before its commit is computed again from those of now")
  func overtaken() async throws {
    let stage = try await RunnerStage()
    let (date, earlier) = (stage.dates[3], stage.dates[0])
    let feed = Feed(Dictionary(uniqueKeysWithValues: stage.dates.map { ($0, [1: 4]) }))
    let corrector = try await stage.runner(.raw, [try AnyTable(FeedPoints(feed), phase: .raw)], owner: "corrector")
    _ = try await corrector.complete(stage.dates)
    // After the hands of the date were computed, and before they are committed, an earlier date is corrected.
    let late = LateTable { _ in
      guard feed[earlier] != [1: 100] else { return }
      feed[earlier] = [1: 100]
      _ = try await corrector.complete([earlier], run: "correction")
    }
    let runner = try await stage.runner(
      .analytics, [try AnyTable(HotHand(), phase: .analytics), try AnyTable(late, phase: .analytics)])
    _ = try await runner.complete([date])
    let hands = try await stage.warehouse.read { try $0.rows(HotRow.self, on: date) }
    #expect(hands.map(\.isHot) == [true], "36 points a game with the correction, 4 without it")
    #expect(try await stage.state("hot_hand", date) == .complete)
    let again = try await runner.complete([date], run: "again")[0]
    #expect(!again.changed)
  }

  @Test("R36: a permanent error fails the cell at once and keeps the rows of before")
  func permanent() async throws {
    let stage = try await RunnerStage()
    let (feed, date) = (feed(stage), stage.dates[0])
    let runner = try await stage.runner(feed)
    _ = try await runner.complete([date])
    let before = try await stage.warehouse.cell("feed_points", date)
    feed.state.update { $0.error = PipelineError.permanent("the source has lost it") }
    let failed = try await runner.handle(date, run: "second").completion
    #expect(failed.status == .failed)
    let cell = try #require(try await stage.warehouse.cell("feed_points", date))
    #expect(cell.state == .failed && cell.errorCategory == .permanent && cell.error == "the source has lost it")
    #expect(cell.outputDigest == before?.outputDigest)
    #expect(try await stage.points(on: date).map(\.points) == [20, 4])
    #expect(try await stage.warehouse.number("SELECT count(*) FROM waiting_dates") == 0)

    feed.state.update { $0.error = nil }
    let mended = try await runner.handle(date, run: "third").completion
    #expect(mended.status == .complete)
    #expect(try await stage.state("feed_points", date) == .complete)
  }

  @Test("R25: an effect that fails for good fails the cell with its reason, writes nothing, and frees the lease")
  func unpublishable() async throws {
    let stage = try await RunnerStage()
    let date = stage.dates[0]
    let runner = try await stage.runner(.analytics, [try AnyTable(Unpublishable(), phase: .analytics)])
    let result = try await runner.handle(date).completion
    #expect(result.status == .failed)
    let cell = try #require(try await stage.warehouse.cell("unpublishable", date))
    #expect(cell.state == .failed && cell.errorCategory == .permanent && cell.error == "the shelf is gone")
    #expect(cell.life.lease == nil && cell.rows == 0 && cell.outputDigest == nil)
    #expect(try await stage.warehouse.number("SELECT count(*) FROM unpublishable") == 0)
  }

  @Test("R13: an error of no known kind is a defect")
  func defect() async throws {
    struct Odd: Error {}
    let stage = try await RunnerStage()
    let feed = feed(stage)
    feed.state.update { $0.error = Odd() }
    #expect(try await stage.runner(feed).handle(stage.dates[0]).completion.status == .failed)
    #expect(try await stage.warehouse.cell("feed_points", stage.dates[0])?.errorCategory == .defect)
  }

  @Test("R03: no rows where the schedule expects some fail the cell, and the rows of before stay")
  func noRows() async throws {
    let stage = try await RunnerStage()
    let (feed, date) = (feed(stage), stage.dates[0])
    let runner = try await stage.runner(feed) { points, _ in points.expected = .perGame(1) }
    _ = try await runner.complete([date])
    feed[date] = [:]
    let failed = try await runner.handle(date, run: "second").completion
    #expect(failed.status == .failed)
    #expect(failed.tables[0].reason?.hasPrefix("no rows, though 2 were expected") == true)
    #expect(try await stage.points(on: date).count == 2)
    #expect(try await stage.warehouse.cell("feed_points", date)?.errorCategory == .insufficientData)
  }

  @Test("R05, R06: fewer rows than expected stand, and the cell is degraded with the figures")
  func fewRows() async throws {
    let stage = try await RunnerStage()
    let runner = try await stage.runner(feed(stage)) { points, _ in points.expected = .perGame(2) }
    let outcome = try await runner.complete([stage.dates[0]])[0].tables[0]
    #expect(outcome.status == .degraded)
    #expect(outcome.reason == "2 of 4 rows")
    #expect(outcome.expected == 4)
    #expect(try await stage.points(on: stage.dates[0]).count == 2)
  }

  @Test("R04: no rows where none are expected are empty, and that is right")
  func emptyOK() async throws {
    let stage = try await RunnerStage()
    let completion = try await stage.runner(Feed()).handle(stage.dates[0]).completion
    #expect(completion.tables[0].status == .emptyOK)
    #expect(completion.tables[0].reason == "nothing to write")
  }

  @Test("a value out of range fails the cell and names the column")
  func badRow() async throws {
    let stage = try await RunnerStage()
    let failed = try await stage.runner(Feed([stage.dates[0]: [1: 101]])).handle(stage.dates[0]).completion
    #expect(failed.status == .failed)
    #expect(failed.reason == "feed_points: feed_points.points would be 101.0; expected 0.0 to 100.0")
    #expect(try await stage.points(on: stage.dates[0]).isEmpty)
  }

  @Test("two rows with one key fail the cell and keep the rows of before; the date is not tried forever")
  func duplicateKey() async throws {
    let stage = try await RunnerStage()
    let (feed, date) = (feed(stage), stage.dates[0])
    _ = try await stage.runner(feed).complete([date])
    let doubling = try await stage.runner(feed, owner: "two") { points, _ in
      points.version = 2
      points.doubles = true
    }
    let failed = try await doubling.handle(date, run: "second").completion
    #expect(failed.status == .failed)
    #expect(failed.reason == "feed_points: two rows of feed_points on 2024-01-10 have the same key")
    #expect(try await stage.points(on: date).map(\.points) == [20, 4])
    #expect(try await stage.state("feed_points", date) == .failed)
  }

  @Test("a table of another phase cannot be registered a second time")
  func registered() async throws {
    let stage = try await RunnerStage()
    _ = try await stage.runner(feed(stage))
    await #expect(throws: PipelineError.ownedByOther(table: "hot_count", phase: "phase3")) {
      _ = try await stage.runner(.precompute, [try AnyTable(HotCount(), phase: .precompute)])
    }
  }
}

/// One row a date, and an effect that always fails.
private struct Unpublishable: Table {
  static let name: TableName = "unpublishable"
  let version = 1
  var inputs: [any Input] { [] }

  struct Row: Record {
    var number = 0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("number", &number, "A number")
    }
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> { Partition([Row()]) }

  func publish(_ rows: [Row], on date: GameDate) throws {
    throw PipelineError.permanent("the shelf is gone")
  }
}

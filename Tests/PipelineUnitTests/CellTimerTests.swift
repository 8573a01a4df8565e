import Contracts
import Ledger
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

@Suite("Cells that take too long")
struct CellTimerTests {
  @Test(
    "R43: a computation that hangs is a transient error of its cell, is not begun twice, and once it ends the cell is made"
  )
  func hangs() async throws {
    let stage = try await RunnerStage()
    let (turnstile, date) = (Turnstile(), stage.dates[0])
    defer { turnstile.open() }
    let table = try AnyTable(FeedPoints(Feed([date: [1: 20]], heldAt: turnstile)), phase: .analytics)
    let runner = try await stage.runner(.analytics, [table], cellLimit: .seconds(60))
    async let first = runner.handle(date)
    try await eventually("it computes") { turnstile.arrived == 1 && stage.clock.alarms.count == 2 }
    stage.clock.advance(by: .seconds(60))
    let waiting = try await first.waiting
    #expect(waiting.attempt == 1)
    let cell = try #require(try await stage.warehouse.cell("feed_points", date))
    #expect(cell.state == .waiting && cell.errorCategory == .transient)
    #expect(cell.error == "feed_points on 2024-01-10 did not come to its end: it took longer than 60.0 seconds")

    stage.clock.advance(by: .seconds(2))
    let retried = Task { try await runner.handle(date).waiting }
    let isAnswered = Locked(false)
    let listening = Task {
      _ = await retried.result
      isAnswered.update { $0 = true }
    }
    try await eventually("it is refused, or begun again") { isAnswered.value || turnstile.arrived > 1 }
    try #require(turnstile.arrived == 1)
    await listening.value
    let again = try await retried.value
    #expect(again.attempt == 2 && again.reason.hasSuffix("an earlier try of it still goes on in this process"))

    turnstile.open()
    try await eventually("the cell is made", within: .seconds(10)) {
      stage.clock.advance(by: .seconds(5))
      guard case .completed(let completion) = try await runner.handle(date) else { return false }
      return completion.status == .complete
    }
    #expect(try await stage.points(on: date).map(\.points) == [20])
  }

  @Test(
    "R42: a cell that always takes too long fails after its last try, with the limit, and keeps no other from being made"
  )
  func fails() async throws {
    let stage = try await RunnerStage()
    let (turnstile, date) = (Turnstile(), stage.dates[0])
    let timer = CellTimer(limit: .seconds(60), clock: stage.clock)
    let key = CellKey("feed_points", date)
    let late = Task { try await timer.run(key) { await turnstile.pass() } }
    try await eventually("it computes") { turnstile.arrived == 1 && stage.clock.alarms.count == 1 }
    #expect(try await timer.run(CellKey("feed_points", stage.dates[1])) { 17 } == 17)
    stage.clock.advance(by: .seconds(61))
    await #expect(throws: PipelineError.timedOut("\(key)", "it took longer than 60.0 seconds")) { try await late.value }
    turnstile.open()

    let table = try AnyTable(FeedPoints(Feed([date: [1: 20]], heldAt: Turnstile())), phase: .analytics)
    let runner = try await stage.runner(.analytics, [table], maxAttempts: 1, cellLimit: .seconds(60))
    async let failing = runner.handle(date)
    try await eventually("it computes") { stage.clock.alarms.count == 2 }
    stage.clock.advance(by: .seconds(60))
    let completion = try await failing.completion
    #expect(completion.status == .failed)
    #expect(completion.reason?.hasSuffix("it took longer than 60.0 seconds") == true)
  }

  @Test("what ends in time gives its result or its own error, and leaves no alarm behind")
  func inTime() async throws {
    struct Own: Error {}
    let clock = VirtualClock()
    let timer = CellTimer(limit: .seconds(60), clock: clock)
    let key = CellKey("feed_points", day("2024-01-10"))
    #expect(try await timer.run(key) { "done" } == "done")
    await #expect(throws: Own.self) { try await timer.run(key) { throw Own() } }
    try await eventually("no alarm is left") { clock.alarms.isEmpty }
  }
}

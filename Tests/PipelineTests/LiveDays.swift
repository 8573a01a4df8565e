import Foundation
import Ledger
import League
import Pipeline
import ProviderSim
import TestKit
import Testing
import Warehouse

@testable import Coordinator
@testable import Providers

/// A pipeline in daily mode over simulated providers, its time moved on from one step to the next.
struct LiveDays: Sendable {
  let driver: PipelineTestDriver
  let daily: DailyMode
  let base: String
  /// Daily mode at work.
  let work: Task<Void, any Error>

  /// Orders the simulated providers to do something: `late/<game>`, `over/<game>`, `correct/<game>`.
  func order(_ path: String) async throws {
    let client = try HTTPClient { _ in SourcePolicy(interval: .zero) }
    let answer = try await client.send(WebRequest(.post, "\(base)/control/\(path)", source: "control", body: []))
    #expect(answer.isSuccess, "\(path)")
  }

  /// Lets daily mode do everything that is due until a moment.
  func live(until end: Date) async throws {
    while true {
      let next = try await asleep()
      let clock = driver.clock
      guard next < end else {
        clock.advance(by: .seconds(end.timeIntervalSince(clock.now)))
        return
      }
      clock.advance(by: .seconds(max(1, next.timeIntervalSince(clock.now)) + 0.001))
    }
  }

  /// Waits until daily mode has nothing to do; while it works, time goes on slowly, since some of what it waits for is time.
  private func asleep() async throws -> Date {
    let deadline = ContinuousClock.now + .seconds(60)
    var looks = 0
    while ContinuousClock.now < deadline {
      if let next = await daily.sleepsUntil, next > driver.clock.now,
        driver.clock.alarms.contains(where: { abs($0.timeIntervalSince(next)) < 2 })
      {
        return next
      }
      looks += 1
      try await Task.sleep(for: .milliseconds(5))
      if looks % 4 == 0 { driver.clock.advance(by: .milliseconds(100)) }
    }
    let runs = await driver.engine.atWork.map { "\($0.record.runID) \($0.stageName) \($0.stage?.inFlight ?? [])" }
    let waiting = try await select("SELECT phase, game_date, reason FROM waiting_dates", columns: 3)
    Issue.record("daily mode has not come to rest within a minute: \(runs), \(waiting), \(driver.clock.now)")
    throw CancellationError()
  }

  /// Rows of a query, the first columns of each.
  func select(_ sql: String, columns: Int = 1) async throws -> [[String]] {
    try await driver.warehouse.read { reader in
      try reader.all(sql) { row in
        (0..<columns).map { row.text($0) ?? row.int($0).map(String.init) ?? "" }
      }
    }
  }
}

import Contracts
import Foundation
import Ledger
import League
import Pipeline
import ProviderSim
import TestKit
import Testing

@Suite("A season from simulated providers", .serialized, .timeLimit(.minutes(5)))
struct SimulatedProvidersTests {
  @Test("replays end to end over HTTP, faults and all, every date accounted for; again there is nothing to do")
  func season() async throws {
    try await SimulatedSite(seed: 12, errors: 0.05, truncated: 0.03).whileServing { base in
      let driver = try await PipelineTestDriver(archive: "", source: "sim:\(base)")
      let first = try await driver.backfill(DateSelection(seasons: [Season(startYear: 2011)]))
      let report = try #require(first.summary?.report)
      #expect(first.state == .completed && report.isWhole)
      #expect(report.planned > 12)
      let digests = try await driver.digests()
      let second = try await driver.backfill(DateSelection(seasons: [Season(startYear: 2011)]))
      #expect(second.state == .completed && second.planned == 0)
      #expect(try await driver.digests() == digests)
      await driver.stop()
    }
  }
}

import Bus
import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Runtime
import Telemetry
import TestKit
import Testing
import Warehouse

@testable import Coordinator
@testable import ProviderSim

@Suite("Two seasons", .serialized, .timeLimit(.minutes(15)))
struct TwoSeasonsTests {
  /// Two seasons replayed stage by stage, the coordinator dying in the second one, and what was seen on the way.
  private struct Replayed: Sendable {
    var folder: TemporaryFolder
    var archive: TemporaryFolder
    var atDeath: RunRecord
    var ended: RunRecord
    /// Dates that went out after the death.
    var sentAgain: [GameDate]
  }

  private static let replayed = Task {
    let (archive, folder) = (try TemporaryFolder(), try TemporaryFolder())
    try SimulatedLeague(seed: 3, seasons: 2, teams: 8, gamesPerTeam: 4).write(to: archive.path)
    let first = try await PipelineTestDriver(archive: archive.path, folder: folder)
    var request = RunRequest(selection: DateSelection(all: true))
    request.strategy = .staged
    let id = try await first.engine.start(request).runID
    try await eventually("the second season is at work", within: .seconds(240)) {
      guard let status = try await first.engine.status(of: id) else { return false }
      return status.stage.contains("2012-13 phase3") && status.inFlight > 0
    }
    // Its clock stands still from here on, and with it the coordinator that is left behind.
    await first.stop()
    let atDeath = try #require(try await first.warehouse.read { try Ledger.run(id, in: $0) })

    let second = try await PipelineTestDriver(archive: archive.path, folder: folder)
    try await second.engine.resume()
    await second.engine.finish(of: id)
    let ended = try #require(try await second.warehouse.read { try Ledger.run(id, in: $0) })
    let sent = second.bus.published(to: Topic.backfillDate.name).compactMap { message in
      message.key.flatMap { GameDate($0[...]) }
    }
    await second.stop()
    return Replayed(folder: folder, archive: archive, atDeath: atDeath, ended: ended, sentAgain: sent)
  }

  @Test("a staged run closes each season with its gates, and after a crash does not go back behind the last one closed")
  func checkpoints() async throws {
    let replayed = try await Self.replayed.value
    let gates = try JSONDecoder().decode([GateResult].self, from: Data((replayed.atDeath.gates ?? "").utf8))
    for gate in Gate.allCases {
      let results = gates.filter { $0.gate == gate }
      #expect(!results.isEmpty && results.allSatisfy(\.passed), "\(gate) of the first season")
    }
    #expect(replayed.atDeath.state == .running)
    #expect(replayed.ended.state == .completed, "\(replayed.ended.report ?? "")")
    let season = Season(startYear: 2011)
    let behind = replayed.sentAgain.filter { Season(nominal: $0) == season && $0 != season.partitionDate }
    #expect(behind.isEmpty, "\(behind)")
    #expect(replayed.sentAgain.contains { Season(nominal: $0) == Season(startYear: 2012) })
  }

  @Test("a live date amid a full backfill is through all phases before the next ten dates of the backfill are")
  func live() async throws {
    let replayed = try await Self.replayed.value
    // The second season is as if it had never run: what is made anew would go date by date, and prove nothing.
    let store = try SQLiteWarehouse(path: replayed.folder.file("warehouse.sqlite"), access: .existing)
    try await store.write { writer in
      _ = try writer.execute(
        "DELETE FROM output_grid WHERE season = '2012-13' AND phase NOT IN ('phase1', 'phase2')", [])
    }
    try store.close()
    let driver = try await PipelineTestDriver(archive: replayed.archive.path, folder: replayed.folder)
    let live = try #require(
      try await driver.grid().values.filter { $0.phase == .precompute && $0.rows > 0 && $0.season.label == "2011-12" }
        .map(\.key.date).max())
    let request = RunRequest(selection: DateSelection(seasons: [Season(startYear: 2012)]), maxInFlight: 100)
    let id = try await driver.engine.start(request).runID
    try await eventually("the backfill is at work", within: .seconds(120)) {
      driver.completions(of: .publish).contains { $0.request.runID == id }
    }
    let inFlight = try #require(try await driver.engine.status(of: id)).inFlight
    #expect(inFlight >= 10, "the backfill's dates are out, and before the live one")
    let before = driver.completions(of: .publish).count
    let event = Event(
      id: "live", source: "/test", time: driver.clock.now.timestamp, trace: .root(),
      payload: .dateRequested(DateRequested(runID: "live", date: live, from: .scrape, mode: .live, force: true)))
    try await driver.bus.publish(try EventBus.message(event, on: .backfillDate))
    try await eventually("the live date is through", within: .seconds(120)) {
      driver.completions(of: .publish).contains { $0.request.runID == "live" }
    }
    let after = driver.completions(of: .publish).dropFirst(before)
    let overtaken = after.prefix { $0.request.runID != "live" }.count
    #expect(overtaken < 10)
    await driver.engine.finish(of: id)
    // What the live date changed may have sent later dates again, beside the backfill.
    try await eventually("everything is settled", within: .seconds(60)) {
      try await driver.grid().values.allSatisfy(\.isSettled)
    }
    let rest = driver.completions(of: .publish).dropFirst(before + overtaken).count { $0.request.runID == id }
    #expect(overtaken + rest >= 10, "with fewer than ten dates to go nothing was shown")
    await driver.stop()
  }
}

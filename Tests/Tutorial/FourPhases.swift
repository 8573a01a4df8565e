import Bus
import Contracts
import Foundation
import Ledger
import Logging
import Pipeline
import Runtime
import TestKit
import Testing
import Warehouse

@testable import Coordinator
@testable import Phase1Scrape
@testable import Phase2Raw
@testable import Phase3Analytics

/// The coordinator and phases 1 to 4 in this process, over the in-memory bus and a virtual clock.
final class FourPhases: Sendable {
  let warehouse: SQLiteWarehouse
  let engine: RunEngine
  private let services: Task<Void, any Error>

  /// Starts them over an archive, with a data folder that may be one of an earlier start.
  ///
  /// - Parameters:
  ///   - clock: later than that of an earlier start, since runs are named by the time.
  ///   - precompute: makes the service of phase 4.
  init(
    archive: String, folder: TemporaryFolder, clock: VirtualClock = VirtualClock(),
    precompute: (ServiceEnvironment) throws -> PhaseService
  ) async throws {
    let settings = try Settings(environment: [
      "BACKCOURT_DATA_DIR": folder.path, "BACKCOURT_SOURCE": "archive:\(archive)",
    ])
    let warehouse = try SQLiteWarehouse(path: settings.warehousePath)
    let bus = InMemoryBus(topics: Topic.all.map(\.name), partitions: Topic.partitions)
    func environment(_ owner: String) -> ServiceEnvironment {
      var logger = Logger(label: owner)
      logger.logLevel = .error
      return ServiceEnvironment(
        settings: settings, warehouse: warehouse, bus: bus, clock: clock, logger: logger, owner: owner)
    }
    let phases = [
      try buildPhase1(environment("phase1")), try buildPhase2(environment("phase2")),
      try buildPhase3(environment("phase3")), try precompute(environment("phase4")),
    ]
    let engine = RunEngine(environment: environment("coordinator"))
    let listener = CompletionListener(environment: environment("coordinator"), engine: engine)
    (self.warehouse, self.engine) = (warehouse, engine)
    services = Task {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await listener.run() }
        for phase in phases { group.addTask { try await phase.run() } }
        try await group.waitForAll()
      }
    }
    for phase in phases {
      let tables = await phase.tables.tables.map(\.info.name)
      try await eventually("\(phase.phase) has registered") {
        Set(try await warehouse.read { try Ledger.catalog(in: $0).map(\.table) }).isSuperset(of: tables)
      }
    }
  }

  /// Carries a run out and gives it as it ended.
  func run(_ request: RunRequest) async throws -> RunRecord {
    let started = try await engine.start(request)
    await engine.finish(of: started.runID)
    return try #require(try await warehouse.read { try Ledger.run(started.runID, in: $0) })
  }

  /// Stops every service.
  func stop() async {
    services.cancel()
    // Their ends are those of cancelled tasks.
    _ = try? await services.value
  }
}

import Bus
import Contracts
import Foundation
import Ledger
import League
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
@testable import Phase4Precompute
@testable import Phase5Grade
@testable import Phase5Predict
@testable import Phase6Publish

/// The whole pipeline in one test process: every phase and the coordinator over the in-memory bus and a virtual clock, the
/// warehouse in a temporary folder. No broker, no sockets, no waiting for time.
final class PipelineTestDriver: Sendable {
  let archive: String
  let bus: InMemoryBus
  let clock: VirtualClock
  let warehouse: any Warehouse
  let engine: RunEngine
  private let folder: TemporaryFolder
  private let settings: Settings
  private let services: Task<Void, any Error>

  /// Starts the pipeline over an archive.
  ///
  /// - Parameters:
  ///   - processes: members of each phase's consumer group, all in this process.
  ///   - folder: the data folder; one of an earlier driver goes on with its warehouse.
  ///   - clock: says which seasons have begun.
  ///   - source: another source than the archive.
  ///   - store: another warehouse than an SQLite file in the folder.
  init(
    archive: String, folder: TemporaryFolder? = nil, processes: Int = 1, bootstrapDays: Int = 7,
    clock: VirtualClock = VirtualClock(), source: String? = nil, store: (any Warehouse)? = nil
  ) async throws {
    let folder = try folder ?? TemporaryFolder()
    self.folder = folder
    self.archive = archive
    let settings = try Settings(environment: [
      "BACKCOURT_DATA_DIR": folder.path, "BACKCOURT_SOURCE": source ?? "archive:\(archive)",
      "BACKCOURT_BOOTSTRAP_DAYS": "\(bootstrapDays)",
    ])
    let warehouse = try store ?? SQLiteWarehouse(path: settings.warehousePath)
    let bus = InMemoryBus(topics: Topic.all.map(\.name), partitions: Topic.partitions)
    func environment(_ owner: String) -> ServiceEnvironment {
      Self.environment(owner, settings, warehouse: warehouse, bus: bus, clock: clock)
    }
    var phases: [PhaseService] = []
    for number in 1...processes {
      phases += [
        try buildPhase1(environment("phase1-\(number)")), try buildPhase2(environment("phase2-\(number)")),
        try buildPhase3(environment("phase3-\(number)")), try buildPhase4(environment("phase4-\(number)")),
        try buildPhase5Predict(environment("phase5a-\(number)")),
        try buildPhase5Grade(environment("phase5b-\(number)")),
        try buildPhase6(environment("phase6-\(number)")),
      ]
    }
    let engine = RunEngine(environment: environment("coordinator"))
    let listener = CompletionListener(environment: environment("coordinator"), engine: engine)
    (self.bus, self.clock, self.warehouse, self.engine) = (bus, clock, warehouse, engine)
    self.settings = settings
    services = Task { [phases] in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await listener.run() }
        for phase in phases {
          group.addTask { try await phase.run() }
        }
        try await group.waitForAll()
      }
    }
    try await eventually("every phase has registered") {
      try await warehouse.read { try Set(Ledger.catalog(in: $0).map(\.phase)).count } == Phase.allCases.count
    }
  }

  private static func environment(
    _ owner: String, _ settings: Settings, warehouse: any Warehouse, bus: InMemoryBus, clock: VirtualClock
  ) -> ServiceEnvironment {
    var logger = Logger(label: owner)
    logger.logLevel = .error
    return ServiceEnvironment(
      settings: settings, warehouse: warehouse, bus: bus, clock: clock, logger: logger, owner: owner)
  }

  /// The environment of a further service on the same store, bus and clock.
  func environment(_ owner: String) -> ServiceEnvironment {
    Self.environment(owner, settings, warehouse: warehouse, bus: bus, clock: clock)
  }

  /// Carries a run out and gives it as it ended.
  @discardableResult
  func run(_ request: RunRequest) async throws -> RunRecord {
    let started = try await engine.start(request)
    await engine.finish(of: started.runID)
    let record = try await warehouse.read { try Ledger.run(started.runID, in: $0) }
    return try #require(record)
  }

  /// Replays every season of the archive, or some dates of it.
  @discardableResult
  func backfill(
    _ selection: DateSelection = DateSelection(all: true), configure: (inout RunRequest) -> Void = { _ in }
  ) async throws -> RunRecord {
    var request = RunRequest(selection: selection)
    configure(&request)
    return try await run(request)
  }

  /// Publishes a bare date request, as an operator with a Kafka client would.
  func publish(_ json: String) async throws {
    try await bus.publish(Message(topic: Topic.backfillDate.name, key: nil, body: Array(json.utf8)))
  }

  /// The completions of a phase that went over the bus.
  func completions(of phase: Phase) -> [PhaseCompleted] {
    bus.published(to: Topic.complete(phase).name).compactMap { message in
      let event = try? EventCodec.decode(
        headers: message.headers.map { ($0.name, $0.value) }, body: message.body, fallbackID: "", time: "")
      if case .phaseCompleted(let completion)? = event?.payload { return completion }
      return nil
    }
  }

  /// A digest of each table's rows, read from the rows.
  func digests() async throws -> [String: String] {
    try await warehouse.read { reader in
      var digests: [String: String] = [:]
      for entry in try Ledger.catalog(in: reader) {
        let info = try TableInfo(entry)
        let dates = try reader.all("SELECT DISTINCT game_date FROM \(info.name) ORDER BY 1") { $0.text(0) ?? "" }
        digests[info.name.text] = try dates.map { date in
          "\(date)=\(try reader.digest(of: info.schema, on: #require(GameDate(date[...]))).digest)"
        }.joined(separator: ",")
      }
      return digests
    }
  }

  /// The whole grid.
  func grid() async throws -> [CellKey: Cell] {
    let cells = try await warehouse.read { try Ledger.cells(changedAfter: 0, in: $0).map(\.cell) }
    return Dictionary(uniqueKeysWithValues: cells.map { ($0.key, $0) })
  }

  /// Attempts recorded so far.
  func attempts() async throws -> Int {
    try await warehouse.read { try $0.first("SELECT count(*) FROM run_history") { $0.int(0) } ?? 0 }
  }

  /// Stops every service.
  func stop() async {
    services.cancel()
    _ = try? await services.value
  }
}

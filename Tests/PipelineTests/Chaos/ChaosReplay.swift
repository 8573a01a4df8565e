import Bus
import Contracts
import Foundation
import Ledger
import League
import Logging
import Pipeline
import Providers
import Runtime
import ServiceLifecycle
import TestKit
import Warehouse

@testable import Coordinator
@testable import Phase1Scrape
@testable import Phase2Raw
@testable import Phase3Analytics
@testable import Phase4Precompute
@testable import Phase5Grade
@testable import Phase5Predict
@testable import Phase6Publish

/// A backfill of a whole archive in one test process under seeded misfortune: an unreliable bus, services that are killed,
/// stopped and started again, providers that fail or take their time, a clock that jumps. What it leaves is looked at
/// afterwards by ``ReplayAudit``.
final class ChaosReplay: Sendable {
  let folder: TemporaryFolder
  let warehouse: SQLiteWarehouse
  let misfortune: Misfortune
  private let archive: String
  private let clock = VirtualClock()
  private let bus: UnreliableBus
  private let engine = Locked<RunEngine?>(nil)
  private let deaths = Locked(0)
  private let resumptions = Locked(0)

  /// How the replay went, as far as the ledger does not know it.
  struct Course: Sendable {
    /// How often the backfill was asked for, or let go on after it had paused by itself, until it was complete.
    var requests: Int
    /// Cells that a late second look had begun and nobody ended, when the run was over: the next request settles them.
    var leftOpen: Int
    /// Lives that services had besides their first.
    var restarts: Int
    var seconds: Double
  }

  init(archive: String, seed: UInt64) throws {
    folder = try TemporaryFolder()
    warehouse = try SQLiteWarehouse(path: folder.file("warehouse.sqlite"))
    misfortune = Misfortune(seed: seed)
    bus = UnreliableBus(misfortune)
    self.archive = archive
  }

  /// Runs the backfill until it is complete, as an operator would who gives the same command again, and lets everything
  /// come to rest.
  func run(processes: Int = 2, within limit: Duration = .seconds(420)) async throws -> Course {
    let began = ContinuousClock.now
    let services = Task {
      await withTaskGroup(of: Void.self) { group in
        for number in 1...processes {
          for phase in Phase.allCases {
            group.addTask { await self.keepAlive("\(phase.rawValue)-\(number)") { try self.service(phase, $0) } }
          }
        }
        group.addTask { await self.keepAlive(Self.coordinator) { try await self.coordinator($0) } }
        group.addTask { await self.pumpTime() }
      }
    }
    defer {
      services.cancel()
      clock.end()
    }
    var requests = 0
    var isComplete = false
    while !isComplete, requests < 8 {
      requests += 1
      isComplete = try await backfill(before: began + limit)
    }
    misfortune.end()
    try await rest(before: began + limit)
    let leftOpen = try await openCells()
    if leftOpen > 0 {
      requests += 1
      _ = try await backfill(before: began + limit)
      try await rest(before: began + limit)
    }
    services.cancel()
    await services.value
    return Course(
      requests: requests + resumptions.value, leftOpen: leftOpen, restarts: deaths.value,
      seconds: (ContinuousClock.now - began) / .seconds(1))
  }

  /// Asks for the backfill and waits for its end; false when it was not complete, or the coordinator could not answer.
  private func backfill(before deadline: ContinuousClock.Instant) async throws -> Bool {
    guard let runID = try await ask(before: deadline) else { return false }
    try await until("run \(runID) is over", deadline) {
      let state = try await self.warehouse.read { try Ledger.run(runID, in: $0) }?.state
      if state == .paused { try await self.goOn(runID) }
      return state?.isOver == true
    }
    return try await warehouse.read { try Ledger.run(runID, in: $0) }?.state == .completed
  }

  /// Lets a run go on that has paused by itself because too many dates failed, as an operator would.
  private func goOn(_ runID: String) async throws {
    guard let engine = engine.value, resumptions.value < 100 else { return }
    do {
      _ = try await engine.give(RunOrderRequest(.resume, requestedBy: "chaos"), to: runID)
      resumptions.update { $0 += 1 }
    } catch {
      // The coordinator died of it; the next one finds the run as it stands.
    }
  }

  private func rest(before deadline: ContinuousClock.Instant) async throws {
    try await until("everything is at rest", deadline) {
      let (open, isWaiting) = try await self.warehouse.read { reader in
        (try Ledger.runs(in: reader).filter { !$0.state.isOver }, try !Ledger.waitingDates(of: nil, in: reader).isEmpty)
      }
      for run in open where run.state == .paused { try await self.goOn(run.runID) }
      return open.isEmpty && !isWaiting && self.bus.isSettled
    }
  }

  private func openCells() async throws -> Int {
    try await warehouse.read { try Ledger.cells(changedAfter: 0, in: $0).count { !$0.cell.isSettled } }
  }

  /// Asks for the backfill; nil when the coordinator could not answer.
  private func ask(before deadline: ContinuousClock.Instant) async throws -> String? {
    try await until("a coordinator is up and every phase is registered", deadline) {
      let phases = try await self.warehouse.read { try Set(Ledger.catalog(in: $0).map(\.phase)).count }
      return self.engine.value != nil && phases == Phase.allCases.count
    }
    do {
      let request = RunRequest(selection: DateSelection(all: true), maxInFlight: 8, requestedBy: "chaos")
      return try await engine.value?.start(request).runID
    } catch {
      // It died in the middle of it, or took the request and could not say so.
      return nil
    }
  }

  private func until(
    _ what: String, _ deadline: ContinuousClock.Instant, _ condition: @Sendable () async throws -> Bool
  ) async throws {
    let left = deadline - ContinuousClock.now
    do {
      try await eventually(what, within: left) {
        try await Task.sleep(for: .milliseconds(10))
        return try await condition()
      }
    } catch let late as NotInTime {
      throw Stuck(seed: misfortune.seed, what: late.what, standing: try await standing())
    }
  }

  /// A replay that did not come to its end.
  struct Stuck: Error, CustomStringConvertible {
    var seed: UInt64
    var what: String
    var standing: String
    var description: String { "seed \(seed) did not get so far that \(what): \(standing)" }
  }

  /// Where things stand, for whoever looks into a replay that is stuck.
  private func standing() async throws -> String {
    let ledger = try await warehouse.read { reader in
      try reader.all("SELECT run_id || ' ' || state || ' of ' || planned FROM runs") { $0.text(0) ?? "" }
        + reader.all("SELECT phase || ' ' || game_date || ' ' || reason FROM waiting_dates LIMIT 8") {
          $0.text(0) ?? ""
        }
        + reader.all(
          """
          SELECT table_name || ' ' || game_date || ' ' || state || ' ' || coalesce(lease_owner, '') || ' '
            || coalesce(reason, '') FROM output_grid WHERE state IN ('running', 'waiting', 'failed') LIMIT 12
          """
        ) { $0.text(0) ?? "" }
    }
    var runs: [String] = []
    for run in try await warehouse.read({ try Ledger.runs(in: $0) }) where !run.state.isOver {
      if let status = try await engine.value?.status(of: run.runID) { runs.append("\(status)") }
    }
    let orders = "told to go on \(resumptions.value) times"
    return (["it is \(clock.now)", "bus settled: \(bus.isSettled)", bus.members, orders] + ledger + runs).joined(
      separator: "; ")
  }

  // MARK: Services

  private static let coordinator = "coordinator"

  private func environment(_ process: MortalProcess, life: Int) throws -> ServiceEnvironment {
    var logger = Logger(label: process.role)
    logger.logLevel = .critical
    let settings = try Settings(environment: [
      "BACKCOURT_DATA_DIR": folder.path, "BACKCOURT_SOURCE": "archive:\(archive)", "BACKCOURT_CELL_SECONDS": "3600",
    ])
    return ServiceEnvironment(
      settings: settings, warehouse: MortalWarehouse(warehouse: warehouse, process: process),
      bus: MortalBus(bus: bus, process: process), clock: clock, logger: logger, owner: "\(process.role).\(life)")
  }

  /// Runs a service, and starts it again whenever it has died or given up.
  private func keepAlive(
    _ role: String, _ build: @escaping @Sendable (ServiceEnvironment) async throws -> any Service
  ) async {
    var life = 0
    while !Task.isCancelled {
      life += 1
      if life > 1 { deaths.update { $0 += 1 } }
      let process = MortalProcess(role: role, misfortune: misfortune, clock: clock)
      let number = life
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          do {
            try await build(self.environment(process, life: number)).run()
          } catch {
            // It ends as a process would, and the next one takes its place.
          }
        }
        group.addTask { await process.ended() }
        await group.next()
        process.die()
        if role == Self.coordinator { engine.update { $0 = nil } }
        group.cancelAll()
      }
    }
  }

  private func service(_ phase: Phase, _ environment: ServiceEnvironment) throws -> PhaseService {
    switch phase {
    case .scrape:
      try buildPhase1(
        environment,
        source: MoodySource(
          source: try SourceSelector("archive:\(archive)").open(keeping: folder.path, environment: [:]),
          misfortune: misfortune, clock: clock))
    case .raw: try buildPhase2(environment)
    case .analytics: try buildPhase3(environment)
    case .precompute: try buildPhase4(environment)
    case .predict: try buildPhase5Predict(environment)
    case .grade: try buildPhase5Grade(environment)
    case .publish: try buildPhase6(environment)
    }
  }

  private func coordinator(_ environment: ServiceEnvironment) async throws -> any Service {
    let engine = RunEngine(environment: environment)
    try await engine.resume()
    self.engine.update { $0 = engine }
    return CompletionListener(environment: environment, engine: engine)
  }

  // MARK: Time

  /// Lets time pass while nothing happens, and jump now and then, forward or back.
  private func pumpTime() async {
    var (before, quiet) = ("", 0)
    while !Task.isCancelled {
      do {
        try await Task.sleep(for: .milliseconds(4))
        let change = try await warehouse.read {
          try $0.first("SELECT (SELECT change FROM ledger_clock) + (SELECT coalesce(max(id), 0) FROM run_history)") {
            $0.int(0)
          }
        }
        let now = "\(bus.messages) \(change ?? 0)"
        quiet = now == before ? quiet + 1 : 0
        before = now
        // A second for every few moments of silence: a busy machine is not to look like a silent one.
        guard quiet >= 3, !Self.isAtWork else { continue }
        quiet = 0
        try await bus.releaseAll()
        switch misfortune.blow(on: "clock", ["clock jumped ahead": 0.02, "clock jumped back": 0.01]) {
        case "clock jumped ahead": clock.advance(by: .seconds(15 + 60 * (misfortune.draw("jump") ?? 0)))
        case "clock jumped back": clock.advance(by: .seconds(-25))
        default: clock.advance(by: .seconds(1))
        }
      } catch {
        // Cancelled, or the store was held: time stands still for a moment.
      }
    }
  }

  /// Whether a thread besides this one runs, or waits for a processor or the disk.
  private static var isAtWork: Bool {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    let busy = tasks.count { task in
      // The state follows the name, which stands in brackets.
      let stat = try? String(contentsOfFile: "/proc/self/task/\(task)/stat", encoding: .utf8)
      let state = stat?.split(separator: ")").last?.drop { $0 == " " }.first
      return state == "R" || state == "D"
    }
    return busy > 1
  }
}

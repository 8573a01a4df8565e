import Bus
public import Contracts
import Foundation
import League
import Logging
public import Pipeline
public import ServiceLifecycle
import Warehouse

/// A running phase: a member of the phase's consumer group that works on the dates it is handed.
public struct PhaseService: Service {
  /// The phase.
  public let phase: Phase
  private let environment: ServiceEnvironment
  private let runner: PhaseRunner
  private let handler: PhaseHandler
  private let beforeStop: @Sendable () async throws -> Void

  /// The service of a phase with its tables. The order of the tables does not matter: it follows from what they read.
  ///
  /// - Parameters:
  ///   - afterCompletion: called after a date was committed and before its completion is published.
  ///   - beforeStop: called when the last date at hand was finished and the service is about to end.
  /// - Throws: ``Pipeline/PipelineError`` when the tables contradict each other.
  public init(
    phase: Phase, environment: ServiceEnvironment,
    afterCompletion: @escaping @Sendable (PhaseCompleted) async throws -> Void = { _ in },
    beforeStop: @escaping @Sendable () async throws -> Void = {},
    @TableListBuilder tables: () -> [any DeclaredTable]
  ) throws {
    self.phase = phase
    self.environment = environment
    self.beforeStop = beforeStop
    runner = PhaseRunner(
      tables: try TableSet(phase: phase, tables), warehouse: environment.warehouse, clock: environment.clock,
      settings: PhaseRunner.Settings(
        owner: environment.owner, bootstrapDays: environment.settings.bootstrapDays,
        lease: .seconds(environment.settings.leaseSeconds),
        cellLimit: .seconds(environment.settings.cellSeconds),
        slowness: environment.settings.slowed[phase] ?? .zero),
      logger: environment.logger)
    handler = PhaseHandler(
      runner: runner, phase: phase, environment: environment, afterCompletion: afterCompletion)
  }

  /// The tables, in order of work.
  public var tables: TableSet {
    get async { await runner.tables }
  }

  /// Registers the tables, joins the group, and works until told to stop; then finishes the dates at hand and leaves.
  public func run() async throws {
    let start = PatientStart(clock: environment.clock, logger: environment.logger, health: environment.health)
    do {
      try await cancelWhenGracefulShutdown { [runner] in try await start.begin { try await runner.register() } }
    } catch is CancellationError {
      return  // told to stop before it could begin
    }
    let subscription = try await environment.bus.subscribe(
      to: Topic.inputs(of: phase).map(\.name), group: "backcourt.\(phase.rawValue)")
    let consumer = Consumer(
      subscription: subscription, limits: .init(maxConcurrent: environment.settings.concurrency),
      logger: environment.logger, lane: EventBus.lane(of:), handle: handler.handle)
    handler.giveWay { [weak consumer] in (consumer?.state.waiting[.live] ?? 0) > 0 }
    environment.watch(consumer, group: "backcourt.\(phase.rawValue)")
    await PhaseMetrics(phase: phase).begin(tables: tables.tables.map(\.info.name))
    environment.logger.info("phase ready", metadata: ["phase": "\(phase.rawValue)"])
    do {
      try await handler.takeUpWaiting()
    } catch let error as WarehouseError where error.isRetryable {
      // The watch of the clock takes them up.
      environment.logger.warning("waiting dates could not be taken up", metadata: ["error": "\(error)"])
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await withGracefulShutdownHandler {
          try await consumer.run()
        } onGracefulShutdown: {
          consumer.drain()
        }
      }
      let watch = group.addTaskUnlessCancelled { try await handler.watchClock() }
      defer { if watch { group.cancelAll() } }
      try await group.next()
    }
    try await beforeStop()
    environment.logger.info("phase stopped", metadata: ["phase": "\(phase.rawValue)"])
  }
}

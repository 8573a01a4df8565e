import Bus
import Contracts
import Ledger
import League
import Logging
import Pipeline
import Runtime
import Synchronization
import Telemetry
import TestKit
import Warehouse

/// One player's points, which a test may turn into an error.
struct Points: Table {
  static let name: TableName = "points"
  let version = 1
  let source: Fetched<Int>

  struct Row: Record {
    var player = 0
    var points = 0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &player, "NBA person id")
      try c.column("points", &points, "Points")
    }
  }

  var inputs: [any Input] { [source] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    Partition([Row(player: 1, points: try view[source])])
  }
}

struct PointsRow: Projection {
  static let table = "points"
  var gameDate = GameDate(dayNumber: 0)
  var points = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("points", &points, "")
  }
}

/// Twice the points: the next phase's table.
struct Doubled: Table {
  static let name: TableName = "doubled"
  let version = 1
  let points = SameDate<PointsRow>()
  var inputs: [any Input] { [points] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Points.Row> {
    Partition(try view[points].map { Points.Row(player: 1, points: 2 * $0.points) })
  }
}

/// Two phases over one bus and one warehouse, each with its handler in a consumption loop.
struct HandlerStage {
  let folder: TemporaryFolder
  let warehouse: SQLiteWarehouse
  let bus: InMemoryBus
  let clock = VirtualClock()
  let dates = days("2024-01-10", 3)
  /// What the first phase's source does.
  let source = Locked<@Sendable () async throws -> Int>({ 21 })

  /// - Parameter missing: a topic that the bus does not have, so that nothing can be published to it.
  init(without missing: Topic? = nil) async throws {
    bus = InMemoryBus(topics: Topic.all.filter { $0 != missing }.map(\.name), partitions: Topic.partitions)
    folder = try TemporaryFolder()
    warehouse = try folder.warehouse()
    try await warehouse.put(Schedule(dates: dates).cells)
  }

  func environment(_ name: String) throws -> ServiceEnvironment {
    ServiceEnvironment(
      settings: try Settings(environment: ["BACKCOURT_BOOTSTRAP_DAYS": "0"]), warehouse: warehouse, bus: bus,
      clock: clock,
      logger: Logger(label: name, factory: { _ in SwiftLogNoOpLogHandler() }), owner: name)
  }

  private func table(_ phase: Phase) throws -> AnyTable {
    if phase == .precompute { return try AnyTable(Doubled(), phase: phase) }
    let points = Points(
      source: Fetched("feed") { [source] _ in
        let value = try await source.value()
        return (value, "\(value)")
      })
    return try AnyTable(points, phase: phase)
  }

  func handler(
    _ phase: Phase, afterCompletion: @escaping @Sendable (PhaseCompleted) async throws -> Void = { _ in }
  ) async throws -> PhaseHandler {
    let environment = try environment(phase.rawValue)
    let runner = PhaseRunner(
      tables: try TableSet(phase: phase, [try table(phase)]), warehouse: warehouse, clock: clock,
      settings: .init(owner: environment.owner, bootstrapDays: 0, maxAttempts: 2), logger: environment.logger)
    try await runner.register()
    return PhaseHandler(runner: runner, phase: phase, environment: environment, afterCompletion: afterCompletion)
  }

  /// Runs both phases until every message is settled.
  func settle() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for phase in [Phase.analytics, .precompute] {
        let handler = try await handler(phase)
        let consumer = Consumer(
          subscription: try await bus.subscribe(
            to: Topic.inputs(of: phase).map(\.name), group: "backcourt.\(phase.rawValue)"),
          logger: try environment(phase.rawValue).logger, lane: EventBus.lane(of:), handle: handler.handle)
        group.addTask { try await consumer.run() }
      }
      await bus.settled()
      group.cancelAll()
    }
  }

  func ask(_ body: String) async throws {
    try await bus.publish(Message(topic: Topic.backfillDate.name, key: nil, body: Array(body.utf8)))
  }

  func completions(of phase: Phase) throws -> [PhaseCompleted] {
    try bus.published(to: Topic.complete(phase).name).map { message in
      let delivery = Delivery(message: message, partition: 0, offset: 0) {}
      guard case .phaseCompleted(let completion) = try EventBus.event(in: delivery, receivedAt: "").payload else {
        throw EventError.missing("a completion")
      }
      return completion
    }
  }

  func deadLetters(of phase: Phase) -> [Message] {
    bus.published(to: Topic.deadLetter(phase).name)
  }

  /// A delivery of a bare request, as the bus would hand it to a handler.
  func delivery(_ body: String, settled: Locked<Bool> = Locked(false)) -> Delivery {
    Delivery(
      message: Message(topic: Topic.backfillDate.name, key: nil, body: Array(body.utf8)), partition: 4, offset: 17
    ) { settled.update { $0 = true } }
  }
}

import Contracts
import Ledger
import League
import Logging
import TestKit
import Warehouse

@testable import Pipeline

/// A warehouse of its own with a schedule, and runners over it.
struct RunnerStage {
  let folder: TemporaryFolder
  let warehouse: SQLiteWarehouse
  let clock = VirtualClock()
  let dates: [GameDate]

  init(dates: [GameDate] = days("2024-01-10", 6)) async throws {
    folder = try TemporaryFolder()
    warehouse = try folder.warehouse()
    self.dates = dates
    try await warehouse.put(Schedule(dates: dates).cells)
  }

  /// A runner of the sample tables, with a connection of its own as another process would have.
  func runner(
    _ feed: Feed, owner: String = "one", clock: VirtualClock? = nil, maxAttempts: Int = 5,
    _ change: (inout FeedPoints, inout HotHand) -> Void = { _, _ in }
  ) async throws -> PhaseRunner {
    var points = FeedPoints(feed)
    var hand = HotHand()
    change(&points, &hand)
    let tables: [AnyTable] = [
      try AnyTable(HotCount(), phase: .analytics), try AnyTable(hand, phase: .analytics),
      try AnyTable(points, phase: .analytics),
    ]
    return try await runner(.analytics, tables, owner: owner, clock: clock, maxAttempts: maxAttempts)
  }

  func runner(
    _ phase: Phase, _ tables: [AnyTable], owner: String = "one", clock: VirtualClock? = nil, maxAttempts: Int = 5,
    cellLimit: Duration = .seconds(300), over store: (any Warehouse)? = nil
  ) async throws -> PhaseRunner {
    let runner = PhaseRunner(
      tables: try TableSet(phase: phase, tables), warehouse: try store ?? folder.warehouse(),
      clock: clock ?? self.clock,
      settings: .init(
        owner: owner, bootstrapDays: 0, lease: .seconds(30), maxAttempts: maxAttempts, cellLimit: cellLimit),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    try await runner.register()
    return runner
  }

  /// Rows of `run_history`, which has one for every attempt.
  func attempts() async throws -> Int {
    try await warehouse.number("SELECT count(*) FROM run_history") ?? 0
  }

  func points(on date: GameDate) async throws -> [PointsRow] {
    try await warehouse.read { try $0.rows(PointsRow.self, on: date) }
  }

  func state(_ table: TableName, _ date: GameDate) async throws -> CellState? {
    try await warehouse.cell(table, date)?.state
  }
}

extension PhaseRunner {
  func handle(
    _ date: GameDate, run: String = "run", _ change: (inout DateRequested) -> Void = { _ in }
  ) async throws -> Result {
    var request = DateRequested(runID: run, date: date, from: .analytics)
    change(&request)
    return try await handle(request, traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
  }

  /// Handles dates of which each can be finished.
  func complete(_ dates: [GameDate], run: String = "run") async throws -> [PhaseCompleted] {
    var completions: [PhaseCompleted] = []
    for date in dates {
      completions.append(try await handle(date, run: run).completion)
    }
    return completions
  }
}

extension PhaseRunner.Result {
  struct NotThis: Error {
    var result: PhaseRunner.Result
  }

  var completion: PhaseCompleted {
    get throws {
      guard case .completed(let completion) = self else { throw NotThis(result: self) }
      return completion
    }
  }

  var waiting: WaitingDate {
    get throws {
      guard case .waiting(let waiting) = self else { throw NotThis(result: self) }
      return waiting
    }
  }
}

import Contracts
import Foundation
import League
import Ledger
import Logging
import Pipeline
import Runtime
import Warehouse

extension RunEngine {
  /// Has phase 1 and 2 read the schedules that a run needs, and plans the grid from them.
  func readSchedules(of runID: String) async throws {
    guard let request = active[runID]?.request else { return }
    try await readCatalog()
    try await refresh()
    let today = GameDate.eastern(environment.clock.now)
    let seasons = request.selection.candidateSeasons(today: today).filter { season in
      request.from == .scrape || planner.evaluator.mirror.gameDates(of: season) == nil
    }
    if !seasons.isEmpty {
      var stage = StageProgress(
        stage: -1, from: .scrape, through: .raw, dates: seasons.map(\.partitionDate), window: seasons.count)
      let emissions = stage.emit(now: environment.clock.now)
      active[runID]?.stage = stage
      for emission in emissions {
        try await publish(
          DateRequested(
            runID: runID, date: emission.date, from: .scrape, through: .raw, mode: request.kind,
            attempt: emission.attempt, requestedBy: request.requestedBy))
      }
      var silentSince = environment.clock.now
      while let stage = active[runID]?.stage, !stage.isDone {
        guard active[runID]?.record.state != .cancelling else { throw RunCancelled() }
        try await active[runID]?.alarm.wait(until: environment.clock.now.addingTimeInterval(1))
        if environment.clock.now.timeIntervalSince(silentSince) > Self.lostAfter {
          silentSince = environment.clock.now
          for date in active[runID]?.stage?.inFlight ?? [] {
            try await publish(
              DateRequested(
                runID: runID, date: date, from: .scrape, through: .raw, mode: request.kind, attempt: 2,
                requestedBy: request.requestedBy))
          }
        }
      }
      if let failed = active[runID]?.stage?.reasons.first, (active[runID]?.stage?.failed ?? 0) > 0 {
        throw RunRefusal.noSchedule("\(Season(nominal: failed.key)): \(failed.value)")
      }
      active[runID]?.stage = nil
    }
    try await readCatalog()
    try await refresh()
    try await planGrid()
  }

  /// Makes the grid hold every cell that the schedules make expected.
  private func planGrid() async throws {
    let (missing, vanished) = planner.gridChanges()
    guard !missing.isEmpty || !vanished.isEmpty else { return }
    let time = environment.clock.now.timestamp
    try await environment.warehouse.write { writer in
      let change = try Ledger.nextChange(in: writer)
      for cell in missing where try Ledger.cell(cell.key, in: writer) == nil {
        try Ledger.put(cell, change: change, at: time, in: writer)
      }
      for key in vanished {
        try Ledger.remove(key, change: change, at: time, in: writer)
      }
    }
    for key in vanished {
      logger.notice("a cell left the grid: its date is no game date any more", metadata: ["cell": "\(key)"])
    }
    try await refresh()
  }

  func makePlan(for request: RunRequest) async throws -> Plan {
    let registered = Set(planner.catalog.map(\.phase))
    let absent = request.phases.filter { !registered.contains($0) }
    guard absent.isEmpty else { throw RunRefusal.notRegistered(absent) }
    for name in request.tables ?? [] where !planner.catalog.contains(where: { $0.name == name }) {
      throw RunRefusal.noTable(name)
    }
    return planner.plan(request, today: GameDate.eastern(environment.clock.now))
  }

  /// Reads what the phases have registered.
  func readCatalog() async throws {
    planner.catalog = try await environment.warehouse.read { try Ledger.catalog(in: $0).map(TableInfo.init) }
  }

  func refresh() async throws {
    let position = planner.evaluator.mirror.position
    planner.evaluator.mirror.apply(
      try await environment.warehouse.read { try Ledger.changes(after: position, in: $0) })
  }

  /// Asks a gate. A gate that does not pass stops the run, unless the request says why it shall not.
  func check(_ gate: Gate, _ runID: String, dates: [GameDate], refuses: Bool = true) async throws {
    guard let run = active[runID] else { return }
    guard run.request.noGatesReason == nil else { return }
    // A run of some tables answers for these alone.
    let catalog = planner.catalog.filter { run.request.tables?.contains($0.name) ?? true }
    guard catalog.contains(where: { gate.concerns($0.phase) }) else { return }
    let results = try await environment.warehouse.read { reader in
      try gate.check(dates: dates, catalog: catalog, reader: reader)
    }
    active[runID]?.gates += results
    try await save(runID)
    if refuses, let failed = results.first(where: { !$0.passed }) {
      throw RunRefusal.gateFailed("gate \(gate.rawValue.uppercased()) refuses: \(failed.name): \(failed.detail)")
    }
  }

  /// What a run has come to, by the grid as known.
  func report(_ runID: String, dates: [GameDate], notReached: Int = 0) -> RunReport {
    guard let request = active[runID]?.request else {
      return RunReport(dates: [], tables: [], mirror: planner.evaluator.mirror)
    }
    let tables = planner.catalog.filter { table in
      table.grain == .gameDate && request.phases.contains(table.phase) && (request.tables?.contains(table.name) ?? true)
    }
    return RunReport(
      dates: dates, tables: tables, mirror: planner.evaluator.mirror, reasons: active[runID]?.reasons ?? [:],
      notReached: notReached)
  }

  func become(_ state: RunState, _ runID: String) async throws {
    guard let current = active[runID]?.record.state, current != state else { return }
    guard current.mayBecome(state) else { return }
    active[runID]?.record.state = state
    try await save(runID)
  }

  /// Writes a run's record as it stands, and again while it has changed since: of two who write at once the one who comes last
  /// may have begun first.
  ///
  /// - Parameter act: what else is written with it.
  func save(
    _ runID: String, with act: @escaping @Sendable (any WarehouseWriter) throws -> Void = { _ in }
  ) async throws {
    active[runID]?.record.updatedAt = environment.clock.now.timestamp
    if let gates = active[runID]?.gates, !gates.isEmpty {
      active[runID]?.record.gates = String(decoding: try JSONEncoder.sorted.encode(gates), as: UTF8.self)
    }
    guard var record = active[runID]?.record else { return }
    try await environment.warehouse.write { [record] writer in
      try Ledger.put(record, in: writer)
      try act(writer)
    }
    while let latest = active[runID]?.record ?? ended[runID]?.run, latest != record {
      record = latest
      try await environment.warehouse.write { [record] in try Ledger.put(record, in: $0) }
    }
  }

  func saveProgress(_ runID: String) async throws {
    guard let unsaved = active[runID]?.stage?.takeUnsaved(), !unsaved.isEmpty else { return }
    let time = environment.clock.now.timestamp
    try await environment.warehouse.write { try Ledger.put(unsaved, of: runID, at: time, in: $0) }
  }

  func end(_ runID: String, _ state: RunState, report: RunReport?, message: String?) async {
    do {
      var summary = RunSummary(report: report, message: message)
      summary.seconds = active[runID].map { environment.clock.now.timeIntervalSince($0.startedAt) } ?? 0
      active[runID]?.record.report = String(decoding: try JSONEncoder.sorted.encode(summary), as: UTF8.self)
      if active[runID]?.record.state == .paused {
        active[runID]?.record.state = .running
      }
      if let current = active[runID]?.record.state, !current.mayBecome(state) {
        logger.error(
          "a run ends where it may not", metadata: ["run": "\(runID)", "from": "\(current)", "to": "\(state)"])
      }
      active[runID]?.record.state = state
      ended[runID] = active[runID]?.status(now: environment.clock.now)
      try await save(runID)
      logger.info("run over", metadata: ["run": "\(runID)", "state": "\(state.rawValue)", "why": "\(message ?? "")"])
    } catch {
      logger.error("the end of a run could not be written", metadata: ["run": "\(runID)", "error": "\(error)"])
    }
  }
}

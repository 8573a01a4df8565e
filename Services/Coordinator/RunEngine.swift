import Bus
import Contracts
import Foundation
import League
import Ledger
import Logging
import Pipeline
import Runtime
import Telemetry
import Warehouse

/// Carries out runs: schedules first, then a plan, then its dates, stage by stage, and a report from the ledger.
///
/// All that a run needs to go on after a crash stands in the ledger. Runs go on beside each other, but only one backfill.
actor RunEngine {
  let environment: ServiceEnvironment
  let logger: Logger
  /// The catalogue and the grid as known.
  var planner: Planner
  var active: [String: ActiveRun] = [:]
  /// Settled cells that a change reached at a time at which something else that they read was not settled, under that.
  var blocked: [CellKey: Set<CellKey>] = [:]
  /// How runs of this process ended, also those whose end could not be written.
  var ended: [String: RunStatus] = [:]
  private var tasks: [String: Task<Void, Never>] = [:]
  private var requests = 0

  /// How long a date may be silent before it is looked at, and again before it is sent again.
  static let stuckAfter: TimeInterval = 3
  static let lostAfter: TimeInterval = 20
  /// How often a silent date is sent again before it counts as failed.
  static let maxAttempts = 20

  init(environment: ServiceEnvironment) {
    var environment = environment
    environment.warehouse = PatientWarehouse(
      warehouse: environment.warehouse, clock: environment.clock, logger: environment.logger)
    self.environment = environment
    logger = environment.logger
    planner = Planner(catalog: [], evaluator: Evaluator(bootstrapDays: environment.settings.bootstrapDays))
  }

  // MARK: Asking

  /// Takes a run on. It starts at once and goes on by itself. Asked for again while it is at work, the same backfill is
  /// the one that is at work; another one is refused.
  func start(_ request: RunRequest) async throws -> RunRecord {
    if request.kind == .backfill,
      let other = active.values.first(where: { $0.request.kind == .backfill && tasks[$0.record.runID] != nil })
    {
      let runID = other.record.runID
      guard other.request.asksTheSame(as: request), other.record.state != .cancelling else {
        throw RunRefusal.busy(runID, other.record.state)
      }
      if other.record.state == .paused {
        _ = try await give(
          RunOrderRequest(.resume, requestedBy: request.requestedBy, reason: request.reason ?? "asked for again"),
          to: runID)
      }
      return active[runID]?.record ?? other.record
    }
    requests += 1
    let now = environment.clock.now
    let text = String(decoding: try JSONEncoder.sorted.encode(request), as: UTF8.self)
    let stamp = now.timestamp.filter(\.isNumber).prefix(17)
    let record = RunRecord(
      runID: "\(request.kind.rawValue)-\(stamp)-\(requests)", request: text, requestedBy: request.requestedBy,
      createdAt: now.timestamp)
    try await environment.warehouse.write { writer in
      try Ledger.put(record, in: writer)
      try Ledger.audit(
        who: request.requestedBy, what: request.kind.rawValue, subject: "\(record.runID): \(request.selection.words)",
        reason: request.auditReason, at: now.timestamp, in: writer)
    }
    launch(record, request)
    return record
  }

  /// Takes up the runs that were not over when the coordinator last stopped.
  func resume() async throws {
    try await rememberBlocked()
    let runs = try await environment.warehouse.read { try Ledger.runs(in: $0) }
    for record in runs where !record.state.isOver {
      let request = try JSONDecoder().decode(RunRequest.self, from: Data(record.request.utf8))
      logger.info("run taken up again", metadata: ["run": "\(record.runID)"])
      launch(record, request)
    }
  }

  /// The runs that are not over.
  var atWork: [ActiveRun] { active.values.filter { tasks[$0.record.runID] != nil } }

  /// How a run stands; nil when there is none of that id.
  func status(of runID: String) async throws -> RunStatus? {
    if let run = active[runID] {
      return run.status(now: environment.clock.now)
    }
    if let status = ended[runID] { return status }
    guard let record = try await environment.warehouse.read({ try Ledger.run(runID, in: $0) }) else { return nil }
    return RunStatus(
      run: record, stage: record.state.rawValue, planned: record.planned, done: record.planned, failed: 0, inFlight: 0,
      perSecond: 0, secondsLeft: nil)
  }

  /// The plan for a request as things stand, after the schedules were read.
  func plan(_ request: RunRequest) async throws -> Plan {
    let id = "plan-\(environment.clock.now.milliseconds)"
    let record = RunRecord(runID: id, request: "", requestedBy: request.requestedBy, createdAt: "")
    active[id] = ActiveRun(record: record, request: request, clock: environment.clock)
    defer { active[id] = nil }
    try await readSchedules(of: id)
    return try await makePlan(for: request)
  }

  private func launch(_ record: RunRecord, _ request: RunRequest) {
    active[record.runID] = ActiveRun(record: record, request: request, clock: environment.clock)
    tasks[record.runID] = Task { await carryOut(record.runID) }
  }

  /// Waits until a run is over.
  func finish(of runID: String) async {
    await tasks[runID]?.value
  }

  // MARK: Carrying out

  private func carryOut(_ runID: String) async {
    do {
      try await execute(runID)
    } catch is CancellationError {
      return
    } catch  where active[runID]?.record.state == .cancelling {
      await concludeCancelled(runID, besides: error is RunCancelled ? nil : "\(error)")
    } catch {
      logger.error("run refused", metadata: ["run": "\(runID)", "reason": "\(error)"])
      await end(runID, .refused, report: nil, message: "\(error)")
    }
    active[runID] = nil
    tasks[runID] = nil
  }

  private func execute(_ runID: String) async throws {
    guard let request = active[runID]?.request else { return }
    try await checkpoint(runID)
    try await become(.running, runID)
    try await readSchedules(of: runID)
    let earlier = try await environment.warehouse.read { try Ledger.dates(of: runID, in: $0) }
    let plan = try await makePlan(for: request)
    if let asked = request.fingerprint, asked != plan.fingerprint, earlier.isEmpty {
      throw RunRefusal.planChanged
    }
    let included = plan.included.map(\.date)
    let dates = Set(included).union(earlier.map(\.date)).sorted()
    active[runID]?.dates = dates
    if let first = dates.first, !earlier.isEmpty {
      // What the process that began this run heard of changes went with it.
      active[runID]?.beyond = planner.readers(after: first)
    }
    active[runID]?.record.planned = dates.count
    active[runID]?.record.fingerprint = plan.fingerprint
    try await save(runID)
    guard !dates.isEmpty else {
      let report = report(runID, dates: [])
      await end(
        runID, .completed, report: report,
        message: plan.dates.allSatisfy { $0.season == nil } ? "no game date is selected" : "nothing to do")
      return
    }
    try await check(.g0, runID, dates: dates)

    let stages = Stage.list(for: request, dates: dates, mirror: &planner.evaluator.mirror)
    for (index, stage) in stages.enumerated() {
      active[runID]?.ahead = Set(stages[index...].flatMap(\.dates))
      try await checkpoint(runID)
      let settled = earlier.filter { $0.stage == index && $0.outcome != nil && $0.outcome != .failed }
      active[runID]?.stageName = stages.count == 1 ? "" : "stage \(index + 1) of \(stages.count): \(stage.name)"
      active[runID]?.stage = StageProgress(
        stage: index, from: stage.from, through: stage.through, dates: stage.dates, window: request.maxInFlight,
        settled: settled, isInStep: planner.makesAnew(stage.dates, under: request))
      active[runID]?.ahead = Set(stages[(index + 1)...].flatMap(\.dates))
      repeat { try await work(runID) } while try await followUpFormer(runID)
      try await checkpoint(runID)
      active[runID]?.closeStage()
      if request.strategy == .staged, let gate = Gate(after: stage.through) {
        try await check(gate, runID, dates: stage.dates)
      }
    }
    try await conclude(runID, dates: dates)
  }

  private func conclude(_ runID: String, dates: [GameDate]) async throws {
    try await awaitSecondLooks(runID)
    guard let run = active[runID] else { return }
    // A live run answers for its own half of its dates alone; what it reached further on has cells of the other half too.
    let all = run.request.kind == .live ? dates : Set(dates).union(run.reached).sorted()
    let report = report(runID, dates: all)
    if run.request.strategy == .cascade {
      for gate in Gate.allCases where gate != .g0 && run.request.phases.contains(gate.phase) {
        try await check(gate, runID, dates: all, refuses: false)
      }
    }
    let gatesPassed = active[runID]?.gates.allSatisfy(\.passed) ?? true
    try await checkpoint(runID)
    await end(
      runID, report.isWhole && gatesPassed ? .completed : .completedWithFailures, report: report, message: nil)
  }

  /// Brings the grid in memory to a moment at which nobody works on dates of a run. Of dates that it has seen done somebody
  /// may still do, because an event came twice: a report would find their cells open.
  private func awaitSecondLooks(_ runID: String) async throws {
    while let run = active[runID] {
      let silent = environment.clock.now.milliseconds - Int64(Self.lostAfter * 1000)
      let position = planner.evaluator.mirror.position
      let (changes, isAtWork) = try await environment.warehouse.read { reader in
        let isAtWork = try Ledger.leasedDates(of: nil, in: reader).contains {
          $0.request.runID == runID && $0.until > silent
        }
        return (try Ledger.changes(after: position, in: reader), isAtWork)
      }
      planner.evaluator.mirror.apply(changes)
      guard isAtWork, run.record.state == .running else { return }
      try await run.alarm.wait(until: environment.clock.now.addingTimeInterval(1))
    }
  }

  /// Runs the current stage to its end.
  private func work(_ runID: String) async throws {
    while let run = active[runID], let stage = run.stage, !stage.isDone {
      if run.record.state != .running, stage.isIdle {
        try await saveProgress(runID)
        try await checkpoint(runID)
        continue
      }
      // A live run is of a few dates, and nobody sits by it at night to let it go on.
      let mustPause = stage.mustPause && run.request.kind != .live
      if mustPause, stage.isIdle {
        try await pauseForFailures(runID)
        continue
      }
      if run.record.state == .running {
        // Before it can pause, what is out has to come back, and that may wait for earlier dates.
        try await emit(runID, isEnding: mustPause)
      }
      try await saveProgress(runID)
      try await active[runID]?.alarm.wait(until: environment.clock.now.addingTimeInterval(1))
      try await lookAfterSilent(runID)
      letGoOfSilent(runID)
    }
    try await saveProgress(runID)
  }

  private func emit(_ runID: String, isEnding: Bool) async throws {
    guard let run = active[runID] else { return }
    let now = environment.clock.now
    let emissions = active[runID]?.stage?.emit(now: now, isEnding: isEnding) ?? []
    for emission in emissions {
      guard let through = run.stage?.through else { return }
      let request = run.request.event(
        runID: runID, of: emission, through: run.request.skipDownstream ? run.request.through : through,
        only: run.request.kind == .live && run.reached.contains(emission.date) ? settledTables(on: emission.date) : nil)
      try await publish(request)
    }
  }

  func publish(_ request: DateRequested) async throws {
    let event = Event(
      id: "\(request.runID)/\(request.date)/\(request.from.rawValue)/\(request.attempt)",
      source: "/backcourt/coordinator",
      time: environment.clock.now.timestamp, trace: .root(), payload: .dateRequested(request))
    let message = try EventBus.message(event, on: .backfillDate)
    var attempt = 1
    while let problem = await undelivered(message) {
      guard problem.isRetryable else { throw problem }
      logger.warning(
        "date event not delivered; trying again", metadata: ["date": "\(request.date)", "why": "\(problem)"])
      try await environment.clock.sleep(for: Backoff.delay(attempt: attempt))
      attempt += 1
    }
  }

  private func undelivered(_ message: Message) async -> BusError? {
    do throws(BusError) {
      try await environment.bus.publish(message)
      return nil
    } catch {
      return error
    }
  }

  // MARK: Hearing

  /// Takes a completion in: progress of a run, and the dates that it makes stale.
  func heard(_ completion: PhaseCompleted) async throws {
    let runID = completion.request.runID
    let date = completion.request.date
    let now = environment.clock.now
    try await followUp(completion)
    guard let stage = active[runID]?.stage, stage.contains(date) else {
      active[runID]?.alarm.ring()
      return
    }
    active[runID]?.stage?.heard(of: date, now: now)
    if completion.status == .failed || completion.phase >= stage.through {
      active[runID]?.stage?.settle(
        date, completion.status, reason: completion.reason, attempt: completion.request.attempt)
      active[runID]?.alarm.ring()
    }
  }
}

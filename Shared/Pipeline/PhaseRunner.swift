public import Contracts
public import Foundation
public import Ledger
public import League
public import Logging
public import Warehouse

/// Does the work of one phase on dates: evaluates cells, leases what is to be computed, computes, and commits rows and
/// ledger in one transaction. It knows nothing of the bus.
///
/// Any number of runners may work on one warehouse; leases keep them apart.
public actor PhaseRunner {
  /// What became of a request.
  public enum Result: Hashable, Sendable {
    /// Every table is settled or failed: the completion is to be published, then ``finished(_:)`` called.
    case completed(PhaseCompleted)
    /// Something is not there yet; the date is remembered in the ledger and taken up again by ``wakeable()``.
    case waiting(WaitingDate)
  }

  /// How a runner works.
  public struct Settings: Hashable, Sendable {
    /// Names the process in leases and history.
    public var owner: String
    /// Length of the bootstrap in days where a request does not say.
    public var bootstrapDays: Int
    /// How long a lease lasts unless renewed. It is renewed three times as often.
    public var lease: Duration
    /// Tries at transient errors before the cell fails.
    public var maxAttempts: Int
    /// How long the computation of one cell may take; what takes longer is a transient error.
    public var cellLimit: Duration
    /// How long a date that has work is held before its tables are computed, to measure how slow work scales; none but for that.
    public var slowness: Duration

    /// Settings with the usual values.
    public init(
      owner: String, bootstrapDays: Int = 7, lease: Duration = .seconds(30), maxAttempts: Int = 5,
      cellLimit: Duration = .seconds(300), slowness: Duration = .zero
    ) {
      self.owner = owner
      self.bootstrapDays = bootstrapDays
      self.lease = lease
      self.maxAttempts = maxAttempts
      self.cellLimit = cellLimit
      self.slowness = slowness
    }
  }

  /// The tables.
  public let tables: TableSet
  let warehouse: any Warehouse
  let clock: any WallClock
  let settings: Settings
  let logger: Logger
  let cache: RowCache
  let timer: CellTimer
  var evaluator: Evaluator
  private var works = 0

  /// A runner for the tables of a phase.
  public init(
    tables: TableSet, warehouse: any Warehouse, clock: any WallClock, settings: Settings, logger: Logger
  ) {
    self.tables = tables
    self.warehouse = warehouse
    self.clock = clock
    self.settings = settings
    self.logger = logger
    cache = RowCache(warehouse: warehouse)
    timer = CellTimer(limit: settings.cellLimit, clock: clock)
    evaluator = Evaluator(bootstrapDays: settings.bootstrapDays)
  }

  /// Creates the phase's tables where they are missing, checks them, and enters them in the catalogue.
  public func register() async throws {
    let infos = tables.tables.map(\.info)
    let entries = try infos.map { try $0.catalogEntry() }
    let (tables, time) = (tables, clock.now.timestamp)
    try await warehouse.write { writer in
      let others = try Ledger.catalog(in: writer).filter { $0.phase != tables.phase }.map(TableInfo.init)
      try tables.check(against: others + infos)
      for info in infos {
        try writer.prepare(info.schema)
      }
      try Ledger.register(entries, of: tables.phase, at: time, in: writer)
    }
  }

  /// Processes a request for a date, as far as its inputs allow.
  ///
  /// - Throws: only when the warehouse cannot be used; nothing was then written and the request stands as before.
  public func handle(_ request: DateRequested, traceparent: String) async throws -> Result {
    try await refresh()
    works += 1
    let owner = "\(settings.owner)/\(works)"
    let season = Season(nominal: request.date)
    let terms = Evaluator.Terms(bootstrapDays: request.bootstrapDays, acceptGaps: request.acceptGaps)
    let selected = tables.tables.filter { request.tables?.contains($0.info.name) ?? true }
    let isSeasonRequest = request.date == season.partitionDate

    var work = DateWork(
      request: request, traceparent: traceparent, owner: owner, season: season, date: request.date, terms: terms)
    let seasonTables = selected.filter { table in
      table.info.grain == .season
        && (isSeasonRequest || request.force || request.tables != nil
          || evaluator.mirror[CellKey(table.info.name, season.partitionDate)]?.isSettled != true)
    }
    if !seasonTables.isEmpty {
      var seasonWork = DateWork(
        request: request, traceparent: traceparent, owner: owner, season: season, date: season.partitionDate,
        terms: terms)
      try await run(seasonTables, in: &seasonWork)
      work.outcomes = seasonWork.outcomes
      work.obstacle = seasonWork.obstacle
    }
    let dateTables = selected.filter { $0.info.grain == .gameDate }
    if !isSeasonRequest, work.obstacle == nil {
      if tables.phase > .scrape, let dates = evaluator.mirror.gameDates(of: season), !dates.contains(request.date) {
        work.note = "\(request.date) is not a game date"
      } else {
        try await run(dateTables, in: &work)
      }
    }

    if let obstacle = work.obstacle, !work.hasFailed {
      let waiting = WaitingDate(
        phase: tables.phase, request: request, traceparent: traceparent, waitsFor: obstacle.cell,
        dueAt: obstacle.dueAt, attempt: obstacle.attempt, reason: obstacle.reason)
      let now = clock.now
      try await warehouse.write { writer in
        try Ledger.put(waiting, at: now.timestamp, in: writer)
        // Who fell silent over the date is followed by who waits for it now.
        try Ledger.forgetAbandoned(waiting.phase, waiting.request.date, now: now.milliseconds, in: writer)
      }
      return .waiting(waiting)
    }
    return .completed(try await completion(of: work))
  }

  /// Dates of this phase that wait for something which is there now, or whose time has come; also those that somebody began
  /// and fell silent over.
  public func wakeable() async throws -> [WaitingDate] {
    let (phase, now) = (tables.phase, clock.now.milliseconds)
    let (waiting, abandoned) = try await warehouse.read { reader in
      (
        try Ledger.waitingDates(of: phase, in: reader),
        try Ledger.leasedDates(of: phase, in: reader).filter { $0.until <= now }.map(\.abandoned)
      )
    }
    guard !waiting.isEmpty || !abandoned.isEmpty else { return [] }
    try await refresh()
    let ready = waiting.filter { date in
      if let due = date.dueAt, due <= now { return true }
      guard let key = date.waitsFor else { return false }
      return evaluator.mirror[key]?.isSettled == true
    }
    let taken = Set(ready.map(\.request.date))
    return ready + abandoned.filter { !taken.contains($0.request.date) }
  }

  /// When the earliest date is due by time alone, or the earliest lease ends; nil when there is none.
  public func nextDue() async throws -> Date? {
    let phase = tables.phase
    let due = try await warehouse.read { reader in
      try reader.first(
        """
        SELECT min(at) FROM (SELECT due_at AS at FROM waiting_dates WHERE phase = ?1
          UNION ALL SELECT lease_until AS at FROM leased_dates WHERE phase = ?1) AS times
        """, [.text(phase.rawValue)]
      ) { $0.int(0) }
    }
    return due.map { Date(timeIntervalSince1970: Double($0) / 1000) }
  }

  /// Forgets that a date waits, after its completion was delivered; but not that another process, which was handed the date
  /// as well, is to try it again.
  public func finished(_ date: GameDate) async throws {
    let (phase, now) = (tables.phase, clock.now.milliseconds)
    let isRemembered = try await warehouse.read { reader in
      try reader.first(
        """
        SELECT 1 FROM waiting_dates WHERE phase = ?1 AND game_date = ?2
        UNION ALL SELECT 1 FROM leased_dates WHERE phase = ?1 AND game_date = ?2 AND lease_until <= ?3
        """, [.text(phase.rawValue), date.sqlValue, .integer(now)]
      ) { $0.int(0) }
    }
    guard isRemembered != nil else { return }
    try await warehouse.write { writer in
      try Ledger.forgetAbandoned(phase, date, now: now, in: writer)
      let retry = try writer.first(
        """
        SELECT 1 FROM waiting_dates w JOIN output_grid g ON g.phase = w.phase AND g.game_date = w.game_date
        WHERE w.phase = ? AND w.game_date = ? AND w.due_at > ? AND g.state = ? AND g.error_category IS NOT NULL LIMIT 1
        """, [.text(phase.rawValue), date.sqlValue, .integer(now), .text(CellState.waiting.rawValue)]
      ) { $0.int(0) }
      guard retry == nil else { return }
      try Ledger.stopWaiting(phase, date, in: writer)
    }
  }

  func refresh() async throws {
    let position = evaluator.mirror.position
    evaluator.mirror.apply(try await warehouse.read { try Ledger.changes(after: position, in: $0) })
  }

  private func completion(of work: DateWork) async throws -> PhaseCompleted {
    let date = work.request.date.description
    let done = try await warehouse.read { try Ledger.work(of: work.request.runID, on: date, in: $0) }
    let outcomes = work.outcomes.map { outcome in
      var outcome = outcome
      outcome.changed = outcome.changed || done[outcome.table]?.changed ?? false
      outcome.durationMS = max(outcome.durationMS, done[outcome.table]?.durationMS ?? 0)
      return outcome
    }
    let status = Outcome.overall(outcomes.map(\.status))
    let reasons = outcomes.filter { $0.status == status && $0.reason != nil }
    let reason = status == .complete ? nil : reasons.first.flatMap { "\($0.table): \($0.reason ?? "")" } ?? work.note
    return PhaseCompleted(
      request: work.request, phase: tables.phase, status: status, changed: outcomes.contains(where: \.changed),
      reason: status == .skipped ? reasons.first?.reason : reason, tables: outcomes)
  }
}

extension Outcome {
  /// The outcome of a date by those of its tables: the worst that asks for attention, else what all of them share.
  static func overall(_ outcomes: [Outcome]) -> Outcome {
    if outcomes.contains(.failed) { return .failed }
    if outcomes.contains(.degraded) { return .degraded }
    if outcomes.contains(.complete) { return .complete }
    if outcomes.contains(.skipped) { return .skipped }
    return .emptyOK
  }
}

import Bus
import Contracts
import Foundation
import League
import Ledger
import Pipeline
import Reports
import Runtime
import Warehouse

/// What the operator's page and API tell: the ledger in memory, brought up to date by reading what changed.
///
/// Nothing is read before somebody asks.
actor Desk {
  let environment: ServiceEnvironment
  let engine: RunEngine
  private var world = World()
  private var registered = ""
  private var work = WorkReport()
  private var reading: Task<Void, any Error>?
  /// What was made of each season, until a cell of it changes.
  private var calendars: [Season: Data] = [:]
  private var standings: [Season: [StatusReport.Row]] = [:]
  private var lastLag: (at: Date, lag: LagReport)?
  /// Answers about the whole grid, and the position of the ledger at which they were made.
  private var lastFailures: (position: Int, report: FailuresReport)?
  private var lastGaps: (position: Int, report: GapsReport)?
  private var coverages: [Season: CoverageReport] = [:]
  private var lastCoverage: (position: Int, report: CoverageReport)?
  private var lastAccuracy: (edition: TableEdition, trend: AccuracyTrend)?

  init(environment: ServiceEnvironment, engine: RunEngine) {
    self.environment = environment
    self.engine = engine
  }

  // MARK: The ledger in memory

  /// The world as it is now.
  func current() async throws -> World {
    if let reading {
      try await reading.value
    } else {
      let task = Task { try await readNews() }
      reading = task
      defer { reading = nil }
      try await task.value
    }
    return world
  }

  private func readNews() async throws {
    let (position, attempt, known) = (world.mirror.position, work.position, registered)
    let (changes, attempts, time, catalog) = try await environment.warehouse.read { reader in
      let time = try reader.first("SELECT max(registered_at) FROM table_catalog") { $0.text(0) } ?? ""
      return (
        try Ledger.changes(after: position, in: reader), try WorkReport.news(after: attempt, in: reader), time,
        time == known ? nil : try Ledger.catalog(in: reader).map(TableInfo.init)
      )
    }
    world.mirror.apply(changes)
    work.take(attempts)
    if let catalog {
      (world, registered) = (World(catalog: catalog, mirror: world.mirror), time)
      calendars = [:]
      standings = [:]
      coverages = [:]
    }
    for season in Set(changes.cells.map(\.cell.season) + changes.removed.map { Season(nominal: $0.key.date) }) {
      calendars[season] = nil
      standings[season] = nil
      coverages[season] = nil
    }
  }

  // MARK: Answers

  /// How everything stands.
  func overview() async throws -> Overview {
    let world = try await current()
    let (waiting, letters, runs) = try await environment.warehouse.read { reader in
      (
        try reader.first("SELECT count(*) FROM waiting_dates") { $0.int(0) } ?? 0,
        try reader.first("SELECT count(*) FROM dead_letters WHERE state = 'open'") { $0.int(0) } ?? 0,
        try Ledger.runs(limit: 20, in: reader)
      )
    }
    let atWork = await engine.atWork.map { $0.status(now: environment.clock.now) }
    return Overview(
      version: ServiceHost.version, at: environment.clock.now.timestamp, position: world.mirror.position,
      seasons: standing(of: world), waitingDates: waiting, openDeadLetters: letters,
      runsAtWork: atWork.sorted { $0.run.createdAt < $1.run.createdAt }, gates: GatesOfRun(newestOf: runs))
  }

  /// The calendar of some seasons, or of all, as JSON.
  func calendar(of season: Season?) async throws -> Data {
    _ = try await current()
    let seasons = world.mirror.seasons.filter {
      (season == nil || $0 == season) && world.mirror.gameDates(of: $0) != nil
    }
    for season in seasons where calendars[season] == nil {
      guard let made = CalendarReport(world, selection: DateSelection(seasons: [season])).seasons.first else {
        continue
      }
      calendars[season] = try JSONEncoder.sorted.encode(made)
    }
    var answer = Data("{\"position\":\(world.mirror.position),\"seasons\":[".utf8)
    for (place, calendar) in seasons.compactMap({ calendars[$0] }).enumerated() {
      if place > 0 { answer.append(UInt8(ascii: ",")) }
      answer.append(calendar)
    }
    answer.append(contentsOf: Data("]}".utf8))
    return answer
  }

  /// What changed after a position of the ledger.
  func update(after position: Int) async throws -> DeskUpdate {
    let overview = try await overview()
    let changed = try await environment.warehouse.read { reader in
      try reader.all(
        "SELECT DISTINCT game_date, phase FROM output_grid WHERE change > ?", [.integer(Int64(position))]
      ) { ($0.text(0).flatMap { GameDate($0) }, $0.text(1).flatMap(Phase.init(rawValue:))) }
    }
    let tables = Dictionary(uniqueKeysWithValues: world.tablesByPhase.map { ($0.phase, $0.tables) })
    var mirror = world.mirror
    let days = changed.compactMap { date, phase -> DeskUpdate.Day? in
      guard let date, let phase, let own = tables[phase] else { return nil }
      let season = Season(nominal: date)
      guard mirror.gameDates(of: season)?.contains(date) == true else { return nil }
      return DeskUpdate.Day(season: season, date: date, phase: phase, world.day(date, of: own))
    }
    return DeskUpdate(overview: overview, days: days)
  }

  /// The cells of a date.
  func cells(on date: GameDate) async throws -> DateReport {
    DateReport(try await current(), date: date)
  }

  /// Why a cell is what it is; nil when there is no such table.
  func explain(_ table: String, on date: GameDate) async throws -> ExplainReport? {
    let world = try await current()
    guard let info = world.catalog.first(where: { $0.name.text == table }) else { return nil }
    return try await ExplainReport.make(
      world, table: info, date: date, bootstrapDays: environment.settings.bootstrapDays,
      warehouse: environment.warehouse)
  }

  /// What failed, by cause. Seasons in which nothing did are not looked through.
  func failures() async throws -> FailuresReport {
    let world = try await current()
    if let last = lastFailures, last.position == world.mirror.position { return last.report }
    let seasons = Set(standing(of: world).filter { $0.cells[CellState.failed.rawValue] != nil }.map(\.season))
    let report =
      seasons.isEmpty
      ? FailuresReport(World()) : FailuresReport(world, selection: DateSelection(seasons: seasons.sorted()))
    lastFailures = (world.mirror.position, report)
    return report
  }

  /// What is planned and not there. Seasons that are whole are not looked through.
  func gaps() async throws -> GapsReport {
    let world = try await current()
    if let last = lastGaps, last.position == world.mirror.position { return last.report }
    let settled = Set(CellState.allCases.filter(\.isSettled).map(\.rawValue))
    let seasons = Set(standing(of: world).filter { !settled.isSuperset(of: $0.cells.keys) }.map(\.season))
    let report =
      seasons.isEmpty
      ? GapsReport(World(), selection: DateSelection())
      : GapsReport(world, selection: DateSelection(seasons: seasons.sorted()))
    lastGaps = (world.mirror.position, report)
    return report
  }

  func coverage() async throws -> CoverageReport {
    let world = try await current()
    if let last = lastCoverage, last.position == world.mirror.position { return last.report }
    var mirror = world.mirror
    let seasons = mirror.seasons.filter { mirror.gameDates(of: $0) != nil }
    for season in seasons where coverages[season] == nil {
      coverages[season] = CoverageReport(world, selection: DateSelection(seasons: [season]))
    }
    let report = CoverageReport(joining: seasons.compactMap { coverages[$0] })
    lastCoverage = (world.mirror.position, report)
    return report
  }

  /// How good each system was, month by month. Read anew when the daily sums have changed.
  func accuracy() async throws -> AccuracyTrend {
    let edition = try await current().mirror.edition(of: AccuracyTrend.table)
    if let last = lastAccuracy, last.edition == edition { return last.trend }
    let trend = try await environment.warehouse.read { try AccuracyTrend.make($0) }
    lastAccuracy = (edition, trend)
    return trend
  }

  /// Where the time of a run, or of all, went.
  func slowest(of run: String?) async throws -> [WorkReport.Line] {
    _ = try await current()
    return work.slowest(of: run)
  }

  /// Tries again what failed of a cause, on dates, or at all. Nothing starts when nothing is left to try.
  func retry(_ order: RetryOrder) async throws -> RetryAnswer {
    var world = try await current()
    var dates = world.dates(DateSelection(dates: order.dates ?? [])).map(\.date)
    if let cause = order.cause {
      let meant = Set(FailuresReport(world).causes.filter { $0.cause == cause }.flatMap(\.dates))
      dates = dates.filter(meant.contains)
    }
    let tries = try await environment.warehouse.read { try Ledger.failures(in: $0) }
    let plan = world.retryPlan(on: dates, tries: tries, cap: order.maxAttempts ?? RetryPlan.cap)
    guard !plan.dates.isEmpty else { return RetryAnswer(plan: plan, runID: nil) }
    let run = try await engine.start(
      RunRequest(
        selection: DateSelection(dates: plan.dates), from: plan.from ?? .scrape, mode: .failed,
        requestedBy: order.requestedBy, reason: order.reason.map { "retry: \($0)" } ?? "retry"))
    return RetryAnswer(plan: plan, runID: run.runID)
  }

  /// How far each service is behind. Asked of the bus once in two seconds at most.
  func lag() async throws -> LagReport {
    let now = environment.clock.now
    if let lastLag, now.timeIntervalSince(lastLag.at) < 2 { return lastLag.lag }
    let lag = await LagReport.make(environment.bus)
    lastLag = (now, lag)
    return lag
  }

  private func standing(of world: World) -> [StatusReport.Row] {
    var mirror = world.mirror
    return mirror.seasons.filter { mirror.gameDates(of: $0) != nil }.flatMap { season in
      if let known = standings[season] { return known }
      let rows = StatusReport(world, selection: DateSelection(seasons: [season]), waiting: 0).seasons
      standings[season] = rows
      return rows
    }
  }
}

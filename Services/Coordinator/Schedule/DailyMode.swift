import Contracts
import Foundation
import League
import Ledger
import Logging
import Pipeline
import Runtime
import ServiceLifecycle
import Warehouse

/// Does by the clock what an operator would ask for day by day: the first half of a date before its games, the second after
/// them, and again what came late. Every step is a live run like any other.
actor DailyMode: Service {
  private let engine: RunEngine
  private let clock: any WallClock
  private let warehouse: any Warehouse
  private let logger: Logger
  private var log = DailyLog()
  /// When the next step is due, while nothing is done.
  private(set) var sleepsUntil: Date?

  /// How far the sweep looks back for dates that are not whole.
  static let sweepDays = 10
  /// How many days after a date its boxes are asked for again: the league corrects them.
  static let correctionDays: Set<Int> = [1, 3, 10]
  /// Who asks for the runs.
  static let requester = "schedule"

  init(engine: RunEngine) {
    self.engine = engine
    clock = engine.environment.clock
    warehouse = engine.environment.warehouse
    logger = engine.logger
  }

  /// Works until cancelled.
  func run() async throws {
    try await awaitPhases()
    while true {
      let next: Date
      do {
        next = try await workOff()
      } catch {
        try Task.checkCancellation()
        logger.warning("daily mode will try again", metadata: ["why": "\(error)"])
        next = clock.now.addingTimeInterval(60)
      }
      sleepsUntil = next
      try await clock.sleep(for: .seconds(max(1, next.timeIntervalSince(clock.now))))
      sleepsUntil = nil
    }
  }

  private func awaitPhases() async throws {
    while case let absent = try await engine.absentPhases(), !absent.isEmpty {
      try await clock.sleep(for: .seconds(1))
    }
  }

  /// Decides every step that is due, the earliest first, and gives the moment of the next one.
  private func workOff() async throws -> Date {
    while true {
      let today = GameDate.eastern(clock.now)
      var steps: [DailyStep] = []
      for day in [today.adding(days: -1), today, today.adding(days: 1)] {
        if !log.knows(day) {
          log.take(try await DailyLog.stored(of: day, in: warehouse), of: day)
        }
        steps += DailySchedule.steps(on: day, tipOffs: try await tipOffs(on: day))
      }
      let now = clock.now
      steps = steps.filter { !log.hasDecided($0) }.sorted { $0.due < $1.due }
      guard let step = steps.first, step.due <= now else {
        let next = steps.first?.due ?? now.addingTimeInterval(3600)
        logger.info(
          "next step", metadata: ["step": "\(steps.first?.id ?? "")", "due": "\(next.timestamp)"])
        return next
      }
      let outcome: DailyOutcome
      if let other = steps.first(where: { step.isCovered(by: $0) && $0.due <= now }) {
        outcome = .skipped("\(other.id) does the same")
      } else {
        outcome = try await decide(step, now: now, today: today)
      }
      try await DailyLog.write(log.note(step, outcome, at: clock.now), of: step.day, in: warehouse)
      logger.log(
        level: outcome.name == "failed" ? .warning : .info, "daily step",
        metadata: ["step": "\(step.id)", "outcome": "\(outcome.name)", "why": "\(outcome.words)"])
    }
  }

  private func decide(_ step: DailyStep, now: Date, today: GameDate) async throws -> DailyOutcome {
    let halt = try await warehouse.read { [day = step.day] in try HaltState.of(day, in: $0) }
    if step.work != .opening, let halt, halt.isActive, halt.reason == HaltState.Reason.manual.rawValue {
      return .skipped("halted by \(halt.actor)")
    }
    switch step.work {
    case .opening:
      guard step.day == today || now < EasternTime.moment(today, 5) else { return .skipped("the day is over") }
      return try await open(step.day)
    case .preGame, .lastPreGame:
      guard let first = try await tipOffs(on: step.day).min(), now < first else {
        return .skipped("the first game has begun")
      }
      let tables = try await engine.tables(of: .preGame)
      // A prediction does not wait for a box of last night; what it lacked stands in its cell, and a later look mends it.
      return try await ask(step, [(dates: [step.day], tables: tables)], acceptGaps: true)
    case .postGame:
      let standing = try await engine.standing(of: step.day)
      guard standing.games > 0 else { return .skipped("no games") }
      guard !standing.isWhole else { return .skipped("every game is in") }
      return try await ask(step, [try await work(on: [step.day], standing)])
    case .sweep:
      guard step.day == today else { return .skipped("the day is over") }
      return try await sweep(step)
    }
  }

  /// Reads the schedule and says whether the day has games.
  private func open(_ day: GameDate) async throws -> DailyOutcome {
    let season = Season(nominal: day)
    var dates: [GameDate]?
    var problem: String?
    do {
      _ = try await engine.plan(
        RunRequest(selection: DateSelection(dates: [day]), mode: .look, kind: .live, requestedBy: Self.requester))
      dates = try await engine.gameDates(of: season)
    } catch {
      try Task.checkCancellation()
      problem = "\(error)"
    }
    let games = dates?.contains(day) == true ? try await engine.standing(of: day).games : 0
    let time = clock.now.timestamp
    let state = try await warehouse.write { [dates] writer in
      let before = try HaltState.of(day.adding(days: -1), in: writer)
      // What an operator said of the day stands, before its opening and after it.
      if let own = try HaltState.of(day, in: writer), own.actor != Self.requester { return own }
      let state = HaltState(on: day, dates: dates, games: games, before: before, actor: Self.requester, at: time)
      try HaltState.write(state, of: day, in: writer)
      return state
    }
    if let problem { return .failed(runs: [], problem) }
    return .done(runs: [], words: state.isActive ? "no work: \(state.reason ?? "")" : "\(games) games")
  }

  /// Earlier dates that are not whole, and those whose boxes are asked for again.
  private func sweep(_ step: DailyStep) async throws -> DailyOutcome {
    let day = step.day
    var dates: [GameDate] = []
    for season in Set([day, day.adding(days: -Self.sweepDays)].map { Season(nominal: $0) }).sorted() {
      dates += try await engine.gameDates(of: season) ?? []
    }
    dates = dates.filter { $0 < day && day.days(since: $0) <= Self.sweepDays }
    var orders: [Order] = []
    for date in dates {
      let standing = try await engine.standing(of: date)
      if !standing.isWhole || Self.correctionDays.contains(day.days(since: date)) {
        let order = try await work(on: [date], standing)
        if let place = orders.firstIndex(where: { $0.tables == order.tables }) {
          orders[place].dates += order.dates
        } else {
          orders.append(order)
        }
      }
    }
    guard !orders.isEmpty else { return .skipped("nothing is open, and nothing to be asked for again") }
    return try await ask(step, orders)
  }

  /// Dates to be asked for together, and the tables; nil means all.
  private typealias Order = (dates: [GameDate], tables: [TableName]?)

  /// The second half of dates; where the first was not done, both.
  private func work(on dates: [GameDate], _ standing: DayStanding) async throws -> Order {
    (dates, standing.isPreGameSettled ? try await engine.tables(of: .postGame) : nil)
  }

  private func ask(_ step: DailyStep, _ orders: [Order], acceptGaps: Bool = false) async throws -> DailyOutcome {
    var runs: [String] = []
    var problems: [String] = []
    for order in orders {
      var request = RunRequest(
        selection: DateSelection(dates: order.dates), tables: order.tables, mode: .look, acceptGaps: acceptGaps,
        noGatesReason: "the gates judge whole dates, and this is a part of one", kind: .live,
        requestedBy: Self.requester, reason: step.id)
      request.maxInFlight = 4
      let record = try await engine.start(request)
      try await end(of: record.runID)
      runs.append(record.runID)
      let status = try await engine.status(of: record.runID)
      if let ended = status?.run, ended.state != .completed {
        problems.append("\(ended.runID) is \(ended.state.words); see `backcourt runs \(ended.runID)`")
      }
    }
    let dates = orders.flatMap(\.dates).map(\.description).joined(separator: ", ")
    return problems.isEmpty
      ? .done(runs: runs, words: dates) : .failed(runs: runs, problems.joined(separator: "; "))
  }

  /// Waits until a run is over, or until this task is cancelled: then the run goes on, and is taken up by the next process.
  private func end(of runID: String) async throws {
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    Task { [engine] in
      await engine.finish(of: runID)
      end.finish()
    }
    for await _ in ends {}
    try Task.checkCancellation()
  }

  /// The tip-offs of a day as announced; 19:30 where none is.
  private func tipOffs(on day: GameDate) async throws -> [Date] {
    let usual = EasternTime.moment(day, 19, 30)
    let formatter = ISO8601DateFormatter()
    return try await warehouse.read { reader in
      try reader.all("SELECT tip_utc FROM \(GridMirror.calendar) WHERE game_date = ?", [day.sqlValue]) { $0.text(0) }
    }.map { $0.flatMap(formatter.date(from:)) ?? usual }
  }
}

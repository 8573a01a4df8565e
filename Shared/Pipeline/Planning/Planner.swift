public import Contracts
public import Ledger
public import League

/// Turns a request into a plan, and a schedule into a grid. Pure over the catalogue and a mirror of the grid.
public struct Planner: Sendable {
  /// Every table of every phase.
  public var catalog: [TableInfo] {
    didSet { tablesReadAsHistory = Self.tablesReadAsHistory(catalog) }
  }
  /// Tables whose history some table reads: a change on one date reaches later dates.
  public private(set) var tablesReadAsHistory: Set<TableName>
  /// Readiness and staleness.
  public var evaluator: Evaluator

  /// A planner over what is known.
  public init(catalog: [TableInfo], evaluator: Evaluator) {
    self.catalog = catalog
    self.evaluator = evaluator
    tablesReadAsHistory = Self.tablesReadAsHistory(catalog)
  }

  /// The plan for a request as things stand.
  ///
  /// - Parameter today: dates from this one on are out: their games are not played. A live request may mean this date.
  public mutating func plan(_ request: RunRequest, today: GameDate) -> Plan {
    var planned: [Plan.PlannedDate] = []
    for season in request.selection.candidateSeasons(today: today) {
      guard let dates = evaluator.mirror.gameDates(of: season) else { continue }
      for date in dates where request.selection.contains(date, of: season) {
        planned.append(decide(date, season, request, today: today))
      }
    }
    for date in request.selection.dates where !planned.contains(where: { $0.date == date }) {
      planned.append(
        Plan.PlannedDate(date: date, season: nil, isIncluded: false, cells: 0, reason: "not a game date"))
    }
    return Plan(request: request, dates: planned.sorted { $0.date < $1.date })
  }

  private mutating func decide(
    _ date: GameDate, _ season: Season, _ request: RunRequest, today: GameDate
  ) -> Plan.PlannedDate {
    func planned(_ isIncluded: Bool, _ cells: Int, _ reason: String) -> Plan.PlannedDate {
      Plan.PlannedDate(date: date, season: season, isIncluded: isIncluded, cells: cells, reason: reason)
    }
    guard date < today || (request.kind == .live && date == today) else { return planned(false, 0, "not played yet") }
    var counts: [String: Int] = [:]
    let tables = catalog.filter { table in
      table.grain == .gameDate && request.phases.contains(table.phase)
        && (request.tables?.contains(table.name) ?? true)
    }
    for table in tables {
      if let work = work(on: table, date, season, request) {
        counts[work, default: 0] += 1
      }
    }
    let total = counts.values.reduce(0, +)
    guard total > 0 else { return planned(false, 0, "nothing to do") }
    let reason = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return planned(true, total, reason)
  }

  /// Whether a request makes rows anew that are there: what reads them on later dates follows.
  public mutating func makesAnew(_ dates: [GameDate], under request: RunRequest) -> Bool {
    let tables = catalog.filter { table in
      table.grain == .gameDate && request.phases.contains(table.phase)
        && (request.tables?.contains(table.name) ?? true)
    }
    return dates.contains { date in
      tables.contains { table in
        guard let cell = evaluator.mirror[CellKey(table.name, date)], cell.isSettled, cell.state != .skipped else {
          return false
        }
        return work(on: table, date, Season(nominal: date), request) != nil
      }
    }
  }

  /// Whether nothing of a date is left to do for a run: every cell is settled, by the run itself where it makes all anew, and
  /// else with inputs that are there now.
  public mutating func isDone(_ keys: [CellKey], for runID: String, under request: RunRequest) -> Bool {
    let terms = Evaluator.Terms(bootstrapDays: request.bootstrapDays, acceptGaps: request.acceptGaps)
    return keys.allSatisfy { key in
      guard let cell = evaluator.mirror[key], cell.isSettled else { return false }
      guard cell.runID != runID else { return true }
      guard request.mode != .all, let table = catalog.first(where: { $0.name == key.table }) else { return false }
      return !isStale(table, cell, key.date, Season(nominal: key.date), terms)
    }
  }

  /// Why a cell is work under a request; nil when it is not.
  private mutating func work(
    on table: TableInfo, _ date: GameDate, _ season: Season, _ request: RunRequest
  ) -> String? {
    guard request.mode != .all, request.mode != .look else { return "asked for" }
    let cell = evaluator.mirror[CellKey(table.name, date)]
    let terms = Evaluator.Terms(bootstrapDays: request.bootstrapDays, acceptGaps: request.acceptGaps)
    switch cell?.state ?? .expected {
    case .expected: return "never ran"
    case .waiting: return "waiting"
    case .running: return "interrupted"
    case .failed: return request.mode == .missing ? nil : "failed"
    case .complete, .degraded, .emptyOK, .skipped:
      if table.bootstrap == .skip {
        let isBootstrap = evaluator.bootstrapReason(date: date, season: season, terms: terms) != nil
        if isBootstrap != (cell?.state == .skipped) {
          return isBootstrap ? "within the bootstrap now" : "not within the bootstrap any more"
        }
      }
      guard request.mode == .stale else { return nil }
      return isStale(table, cell, date, season, terms) ? "stale" : nil
    }
  }

  /// Whether a settled cell would come out differently now: its inputs or its code changed.
  private mutating func isStale(
    _ table: TableInfo, _ cell: Cell?, _ date: GameDate, _ season: Season, _ terms: Evaluator.Terms
  ) -> Bool {
    if table.reads.contains(where: { $0.read.scope == .fetched }) {
      return cell?.codeVersion != table.codeVersion
    }
    switch evaluator.verdict(on: table, date: date, season: season, terms: terms) {
    case .ready(let version, _): return cell?.inputVersion != version
    case .leaveOut: return cell?.state != .skipped
    case .waiting: return true
    }
  }

  /// The cells that the schedules make expected and that are not in the grid yet, and cells of dates that are no game
  /// dates any more and never ran.
  public mutating func gridChanges() -> (missing: [Cell], vanished: [CellKey]) {
    var missing: [Cell] = []
    var vanished: [CellKey] = []
    for season in evaluator.mirror.seasons {
      guard let dates = evaluator.mirror.gameDates(of: season) else { continue }
      let isGameDate = Set(dates)
      for table in catalog where table.grain == .gameDate {
        let cells = evaluator.mirror.cells(of: table.name)
        for date in dates where cells[date] == nil {
          let games = evaluator.mirror[CellKey(GridMirror.calendar, date)]?.rows ?? 0
          missing.append(
            Cell(
              key: CellKey(table.name, date), season: season, phase: table.phase,
              expectedRows: table.expected.count(games: games)))
        }
        for cell in cells.values
        where cell.season == season && !isGameDate.contains(cell.key.date) && cell.state == .expected {
          vanished.append(cell.key)
        }
      }
    }
    return (missing, vanished)
  }
}

extension Planner {
  private static func tablesReadAsHistory(_ catalog: [TableInfo]) -> Set<TableName> {
    Set(
      catalog.flatMap(\.reads).compactMap { declared in
        declared.read.scope.reachInSeasons == nil ? nil : declared.read.table
      })
  }
}

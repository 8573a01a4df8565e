public import Contracts
public import Ledger
public import League

/// How far a change reaches: the settled cells of later dates that were computed from what has changed since.
public struct Reach: Hashable, Sendable {
  /// The dates with stale cells, with the first phase that must act on each.
  public var dates: [GameDate: Phase] = [:]
  /// Cells of which it cannot be said yet, under what they wait for: to be asked about again once that is settled.
  public var blocked: [CellKey: Set<CellKey>] = [:]

  mutating func add(_ date: GameDate, _ phase: Phase) {
    dates[date] = min(dates[date] ?? phase, phase)
  }

  /// Adds another reach to this one.
  public mutating func merge(_ other: Reach) {
    for (date, phase) in other.dates { add(date, phase) }
    blocked.merge(other.blocked) { $0.union($1) }
  }
}

extension Planner {
  /// The later dates with settled cells that a change on a date made stale.
  ///
  /// A later cell that was computed from the changed rows already is not stale, however late the news of the change comes.
  ///
  /// - Parameter coming: dates that are looked at anyway, with the phase from which on. Of these one is enough, and one that
  ///   may be stale for all that can be said now counts as such.
  public mutating func reach(
    of changed: Set<TableName>, on date: GameDate, season: Season, terms: Evaluator.Terms,
    coming: [GameDate: Phase] = [:]
  ) -> Reach {
    var reach = Reach()
    var reachesComing = false
    for table in catalog {
      let reads = table.reads.compactMap { declared -> Int? in
        changed.contains(declared.read.table) ? declared.read.scope.reachInSeasons : nil
      }
      guard let seasons = reads.max() else { continue }
      for later in season.startYear..<(season.startYear + seasons) {
        for day in evaluator.mirror.gameDates(of: Season(startYear: later)) ?? [] where day > date {
          if let earlier = reach.dates[day], earlier <= table.phase { continue }
          let isComing = coming[day].map { $0 <= table.phase } ?? false
          if isComing, reachesComing { continue }
          let key = CellKey(table.name, day)
          switch standing(of: key, table, terms) {
          case .asItIs: continue
          case .unsure(let input):
            reach.blocked[input, default: []].insert(key)
            guard isComing, evaluator.mirror[input]?.state == .running else { continue }
          case .stale: break
          }
          reach.dates[day] = table.phase
          reachesComing = reachesComing || isComing
        }
      }
    }
    return reach
  }

  /// Which of some cells are stale, and of which it cannot be said.
  public mutating func reach(among cells: Set<CellKey>, terms: Evaluator.Terms) -> Reach {
    var reach = Reach()
    for table in catalog {
      for key in cells where key.table == table.name {
        switch standing(of: key, table, terms) {
        case .asItIs: continue
        case .unsure(let input): reach.blocked[input, default: []].insert(key)
        case .stale: reach.add(key.date, table.phase)
        }
      }
    }
    return reach
  }

  /// The settled cells of later dates that read other dates: all that a change that nobody remembers may have reached.
  public mutating func readers(after date: GameDate) -> Set<CellKey> {
    var cells: Set<CellKey> = []
    for table in catalog where table.reads.contains(where: { $0.read.scope.reachInSeasons != nil }) {
      cells.formUnion(
        evaluator.mirror.cells(of: table.name).values.filter { $0.key.date > date && $0.isSettled }.map(\.key))
    }
    return cells
  }

  /// The date of the earliest cell that is not settled.
  public var earliestUnsettled: GameDate? {
    catalog.compactMap { table in
      evaluator.mirror.cells(of: table.name).values.filter { !$0.isSettled }.map(\.key.date).min()
    }.min()
  }

  private enum Standing {
    case asItIs
    case stale
    case unsure(CellKey)
  }

  /// Whether a settled cell is what it would come to now.
  private mutating func standing(of key: CellKey, _ table: TableInfo, _ terms: Evaluator.Terms) -> Standing {
    guard let cell = evaluator.mirror[key], cell.isSettled, cell.state != .skipped else { return .asItIs }
    switch evaluator.verdict(on: table, date: key.date, season: cell.season, terms: terms) {
    case .ready(let version, _): return version == cell.inputVersion ? .asItIs : .stale
    case .waiting(let input, _): return .unsure(input)
    case .leaveOut: return .asItIs
    }
  }
}

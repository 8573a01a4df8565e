import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Runtime

extension RunEngine {
  /// Sends the dates again whose settled cells read the history of what changed, now or, where they waited for what is settled
  /// now, before.
  func followUp(_ completion: PhaseCompleted) async throws {
    let (asked, date, season) = (completion.request, completion.request.date, Season(nominal: completion.request.date))
    if planner.catalog.isEmpty {
      try await readCatalog()
    }
    let changed = Set(completion.tables.filter(\.changed).map(\.table))
    let settled = completion.tables.flatMap { [CellKey($0.table, date), CellKey($0.table, season.partitionDate)] }
    guard !changed.isDisjoint(with: planner.tablesReadAsHistory) || settled.contains(where: { blocked[$0] != nil })
    else { return }
    try await refresh()
    // Only now: a completion whose hearing failed is heard again.
    let freed = settled.reduce(into: Set<CellKey>()) { $0.formUnion(blocked.removeValue(forKey: $1) ?? []) }
    let terms = Evaluator.Terms(bootstrapDays: asked.bootstrapDays, acceptGaps: asked.acceptGaps)
    var reach = planner.reach(
      of: changed, on: date, season: season, terms: terms, coming: active[asked.runID]?.stage?.coming ?? [:])
    reach.merge(planner.reach(among: freed, terms: terms))
    guard active[asked.runID] != nil else {
      blocked.merge(reach.blocked) { $0.union($1) }
      guard completion.startsNextPhase || completion.phase == .publish else { return }
      return try await startFollowUp(of: reach.dates, changed, asked)
    }
    if reopen(reach, of: asked.runID, by: date) {
      active[asked.runID]?.alarm.ring()
    }
  }

  /// Asks, at the end of a stage, about the cells that were reached while their phase had yet to come.
  ///
  /// - Returns: whether there is work again.
  func followUpFormer(_ runID: String) async throws -> Bool {
    guard let run = active[runID], let stage = run.stage else { return false }
    let tables = Set(planner.catalog.filter { $0.phase <= stage.through }.map(\.name))
    let asked = run.beyond.filter { tables.contains($0.table) }
    guard !asked.isEmpty else { return false }
    try await refresh()
    active[runID]?.beyond.subtract(asked)
    let reach = planner.reach(
      among: asked, terms: .init(bootstrapDays: run.request.bootstrapDays, acceptGaps: run.request.acceptGaps))
    return reopen(reach, of: runID, by: nil)
  }

  /// Finds the cells that an earlier process may have known to be blocked.
  func rememberBlocked() async throws {
    try await readCatalog()
    try await refresh()
    guard let first = planner.earliestUnsettled else { return }
    blocked = planner.reach(among: planner.readers(after: first), terms: .init()).blocked
  }

  /// Makes the dates that were reached work of the run's stage. What lies beyond the stage is asked about in a later one.
  private func reopen(_ reach: Reach, of runID: String, by changed: GameDate?) -> Bool {
    blocked.merge(reach.blocked) { $0.union($1) }
    guard let run = active[runID] else { return false }
    let later = planner.catalog.filter { table in
      table.grain == .gameDate && table.phase <= run.request.through
        && run.stage.map { table.phase > $0.through } ?? true
    }
    for date in reach.dates.keys {
      active[runID]?.beyond.formUnion(later.map { CellKey($0.name, date) })
    }
    let dates = reach.dates.filter { reached in run.stage.map { reached.value <= $0.through } ?? false }
    guard !dates.isEmpty else { return false }
    active[runID]?.reached.formUnion(dates.keys)
    active[runID]?.stage?.reopen(dates, by: changed)
    return true
  }

  /// What a date event that belongs to no run of this coordinator reached is a run of its own.
  private func startFollowUp(
    of reached: [GameDate: Phase], _ changed: Set<TableName>, _ asked: DateRequested
  ) async throws {
    guard let from = reached.values.min() else { return }
    let what =
      changed.isEmpty
      ? "what it waited for is settled" : changed.sorted().map(\.text).joined(separator: ", ") + " changed"
    let request = RunRequest(
      selection: DateSelection(dates: reached.keys.sorted()), from: from, through: asked.through, mode: .stale,
      bootstrapDays: asked.bootstrapDays, kind: .replay, requestedBy: "coordinator: \(what) on \(asked.date)")
    _ = try await start(request)
  }
}

import Contracts
import Foundation
import Ledger
import League
import Logging
import Pipeline
import Runtime
import Warehouse

extension RunEngine {
  /// Looks at dates that are silent: settled without our hearing of it, waiting for what will not come, or lost.
  func lookAfterSilent(_ runID: String) async throws {
    let now = environment.clock.now
    guard let run = active[runID], let stage = run.stage else { return }
    let silent = stage.silent(for: Self.stuckAfter, now: now)
    guard !silent.isEmpty else { return }
    try await refresh()
    let waiting = try await environment.warehouse.read { try Ledger.waitingDates(of: nil, in: $0) }
    let lost = Set(stage.silent(for: Self.lostAfter, now: now))
    let catalog = planner.catalog
    var again: [GameDate] = []
    var undone: Set<GameDate> = []
    for date in silent {
      if let wait = waiting.first(where: { $0.request.date == date && $0.request.runID == runID }) {
        guard let key = wait.waitsFor, try await !willCome(key, run, stage) else { continue }
        if isUndone(key, run, stage) {
          // Who waits for it makes room for it.
          undone.insert(key.date)
          again.append(date)
        } else {
          active[runID]?.stage?.settle(date, .failed, reason: "blocked: \(wait.reason)")
        }
      } else if lost.contains(date) {
        let cells = run.request.cells(on: date, in: stage, catalog: catalog)
        if stage.from > .scrape, planner.isDone(cells, for: runID, under: run.request) {
          active[runID]?.stage?.settle(date, .complete, reason: nil)
        } else if try await isWorkedOn(cells) {
          active[runID]?.stage?.heard(of: date, now: now)
        } else if stage.tries(at: date) >= Self.maxAttempts {
          active[runID]?.stage?.settle(
            date, .failed, reason: "no answer after \(Self.maxAttempts) tries; see the services' logs")
        } else {
          again.append(date)
        }
      }
    }
    if !again.isEmpty {
      logger.warning(
        "dates sent again", metadata: ["run": "\(runID)", "dates": "\(again.count)", "first": "\(again[0])"])
      active[runID]?.stage?.sendAgain(again)
    }
    if !undone.isEmpty {
      logger.warning(
        "dates that were done are begun again and nobody ends them; sent again",
        metadata: ["run": "\(runID)", "dates": "\(undone.sorted().map(\.description).joined(separator: " "))"])
      active[runID]?.stage?.workAgain(on: undone)
    }
  }

  /// Whether a cell that is waited for can still settle without anybody's help.
  private func willCome(_ key: CellKey, _ run: ActiveRun, _ stage: StageProgress) async throws -> Bool {
    if planner.evaluator.mirror[key]?.isSettled == true { return true }
    // A date that is still open brings the cells that the run asks for, and no others.
    if stage.isOpen(key.date), isAsked(key, run, stage) { return true }
    return try await isWorkedOn([key])
  }

  /// Whether one of some cells is under a lease, or was until just now, so that it will be taken up. A renewed lease is no
  /// change of a cell: the grid in memory does not tell.
  private func isWorkedOn(_ cells: [CellKey]) async throws -> Bool {
    let (running, now) = (
      cells.filter { planner.evaluator.mirror[$0]?.state == .running },
      environment.clock.now.milliseconds - Int64(Self.lostAfter * 1000)
    )
    guard !running.isEmpty else { return false }
    return try await environment.warehouse.read { reader in
      try running.contains { try Ledger.cell($0, in: reader)?.life.lease.map { $0.until > now } ?? false }
    }
  }

  /// Whether a cell was settled for this run and is so no more: who was handed its date a second time died over it.
  private func isUndone(_ key: CellKey, _ run: ActiveRun, _ stage: StageProgress) -> Bool {
    planner.evaluator.mirror[key]?.state != .failed && stage.isDone(key.date) && isAsked(key, run, stage)
      && stage.tries(at: key.date) < Self.maxAttempts
  }

  private func isAsked(_ key: CellKey, _ run: ActiveRun, _ stage: StageProgress) -> Bool {
    run.request.cells(on: key.date, in: stage, catalog: planner.catalog).contains(key)
  }
}

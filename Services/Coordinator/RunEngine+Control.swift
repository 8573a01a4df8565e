import Contracts
import Foundation
import League
import Ledger
import Logging
import Pipeline
import Runtime
import Warehouse

extension RunEngine {
  /// How long the dates of a cancelled run that are out may take to finish before they are let go.
  static let letGoAfter: TimeInterval = 30

  /// The name that means the one run at work.
  static let current = "current"

  /// Gives an order to a run, and says how the run stands then. An order that is fulfilled already changes nothing.
  func give(_ request: RunOrderRequest, to id: String) async throws -> RunStatus {
    let runID = try id == Self.current ? theOneAtWork().record.runID : id
    guard var run = active[runID], atWork.contains(where: { $0.record.runID == runID }) else {
      guard let status = try await status(of: runID) else { throw RunOrderRefusal.noRun(runID) }
      guard request.order.isFulfilled(by: status.run.state) else {
        throw RunOrderRefusal.notPossible(request.order, runID, status.run.state)
      }
      return status
    }
    let state = run.record.state
    guard !request.order.isFulfilled(by: state) else { return run.status(now: environment.clock.now) }
    guard state.mayBecome(request.order.state) else {
      throw RunOrderRefusal.notPossible(request.order, runID, state)
    }
    run.record.state = request.order.state
    run.record.report = nil
    let who = request.requestedBy + (request.reason.map { ": \($0)" } ?? "")
    switch request.order {
    case .pause:
      run.note = "paused by \(who)"
    case .resume:
      run.note = nil
      run.stage?.goOn()
    case .cancel:
      run.note = "cancelled by \(who)"
      run.cancelledAt = environment.clock.now
    }
    active[runID] = run
    run.alarm.ring()
    let time = environment.clock.now.timestamp
    try await save(runID) { writer in
      try Ledger.audit(
        who: request.requestedBy, what: request.order.rawValue, subject: runID, reason: request.reason, at: time,
        in: writer)
    }
    logger.info("order to a run", metadata: ["run": "\(runID)", "order": "\(request.order)"])
    return active[runID]?.status(now: environment.clock.now) ?? run.status(now: environment.clock.now)
  }

  private func theOneAtWork() throws -> ActiveRun {
    let backfills = atWork.filter { $0.request.kind == .backfill }
    let candidates = backfills.isEmpty ? atWork : backfills
    guard candidates.count <= 1 else { throw RunOrderRefusal.several(candidates.map(\.record.runID).sorted()) }
    guard let run = candidates.first else { throw RunOrderRefusal.nothingAtWork }
    return run
  }

  /// Holds a run here while it is paused, and ends it here when it is being cancelled.
  func checkpoint(_ runID: String) async throws {
    while let run = active[runID] {
      switch run.record.state {
      case .paused:
        if run.record.report == nil {
          try await notePause(runID)
        }
        try await run.alarm.wait(until: nil)
      case .cancelling: throw RunCancelled()
      default: return
      }
    }
  }

  /// Pauses a run of which too many dates fail.
  func pauseForFailures(_ runID: String) async throws {
    guard let stage = active[runID]?.stage else { return }
    let first = stage.firstFailure.map { " (first \($0.date): \($0.reason))" } ?? ""
    active[runID]?.note =
      "paused by itself: too many of the last \(StageProgress.pauseWindow) dates failed\(first); mend the cause, "
      + "then `backcourt resume \(runID)`"
    active[runID]?.record.report = nil
    try await become(.paused, runID)
    logger.warning("run paused: too many dates fail", metadata: ["run": "\(runID)", "failed": "\(stage.failed)"])
  }

  /// Writes what a paused run has come to so far.
  private func notePause(_ runID: String) async throws {
    guard let run = active[runID] else { return }
    try await refresh()
    let report = report(runID, dates: run.reachedDates, notReached: run.dates.count - run.reachedDates.count)
    guard active[runID]?.record.state == .paused else { return }
    var summary = RunSummary(report: run.dates.isEmpty ? nil : report, message: run.note ?? "paused")
    summary.seconds = environment.clock.now.timeIntervalSince(run.startedAt)
    active[runID]?.record.report = String(decoding: try JSONEncoder.sorted.encode(summary), as: UTF8.self)
    try await save(runID)
  }

  /// Lets the dates of a cancelled run go that have not come back in time.
  func letGoOfSilent(_ runID: String) {
    guard let run = active[runID], run.record.state == .cancelling, let since = run.cancelledAt,
      environment.clock.now.timeIntervalSince(since) >= Self.letGoAfter
    else { return }
    for date in run.stage?.inFlight ?? [] {
      active[runID]?.stage?.settle(
        date, .failed, reason: "let go: it had not come back \(Int(Self.letGoAfter)) s after the run was cancelled")
    }
  }

  /// Ends a run that is being cancelled: what it began and nobody will finish is let go, and the report says what was
  /// not reached.
  func concludeCancelled(_ runID: String, besides problem: String?) async {
    guard let run = active[runID] else { return }
    do {
      let time = environment.clock.now
      let note = run.note ?? "cancelled"
      try await saveProgress(runID)
      try await environment.warehouse.write { writer in
        try Ledger.letGo(
          of: runID, why: "let go, since \(runID) was cancelled", now: time.milliseconds, at: time.timestamp, in: writer
        )
      }
      try await readCatalog()
      var dates = run.reachedDates
      if run.dates.isEmpty {
        // Taken up again only to be ended: what went out in its earlier life stands in the ledger.
        dates = Set(try await environment.warehouse.read { try Ledger.dates(of: runID, in: $0) }.map(\.date)).sorted()
      }
      let notReached = max(0, run.record.planned - dates.count)
      try await refresh()
      let report = report(runID, dates: dates, notReached: notReached)
      let words =
        run.record.planned == 0
        ? "before it was planned" : "\(notReached) of \(run.record.planned) dates were not reached"
      await end(
        runID, .cancelled, report: report,
        message: ([note, words] + [problem].compactMap { $0 }).joined(separator: "; "))
    } catch {
      await end(runID, .cancelled, report: nil, message: "cancelled; what it came to could not be counted: \(error)")
    }
  }
}

extension ActiveRun {
  /// The planned dates that went out in every stage that has them.
  fileprivate var reachedDates: [GameDate] {
    let notReached = ahead.union(stage?.unreached ?? [])
    return dates.filter { !notReached.contains($0) }
  }
}

/// A run comes to its end because it is being cancelled.
struct RunCancelled: Error {}

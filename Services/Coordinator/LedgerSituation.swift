import Alerts
import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Warehouse

/// What the ledger says is amiss, and what happened to runs, at one moment.
///
/// What belongs to a backfill or a replay is told as a digest of the run; anything else at once.
struct LedgerSituation: Sendable {
  var concerns: [Concern]
  var notices: [Notice]
  /// All cells in a line.
  var state: String

  /// Runs of fewer dates have no word at their beginning and on the way.
  static let longRun = 20
  /// A run at work of which no date moves for so long stands still.
  static let standstill: TimeInterval = 900
  /// Reasons of dead letters that are looked at, the most frequent ones: a flood may have as many as letters.
  static let mostReasons = 500
  /// Ends of runs are told for so long.
  static let memory: TimeInterval = 86_400

  init(concerns: [Concern], notices: [Notice], state: String) {
    (self.concerns, self.notices, self.state) = (concerns, notices, state)
  }

  init(from reader: any WarehouseReader, at now: Date) throws {
    let states = try reader.all("SELECT state, count(*) FROM output_grid GROUP BY state ORDER BY state") {
      (state: $0.text(0) ?? "", cells: $0.int(1) ?? 0)
    }
    let counts = states.map { "\($0.cells) \($0.state)" }
    state = counts.isEmpty ? "no cells yet" : "cells: \(counts.joined(separator: ", "))"
    // The grid is large and has no index for this: it is gone through again only where the counts say that it is worth it.
    let failed = states.contains { $0.state == CellState.failed.rawValue } ? try FailedCell.all(reader) : []
    concerns = Self.concerns(of: failed) + (try Self.deadLetters(reader))
    notices = []
    let oldest = now.addingTimeInterval(-Self.memory).timestamp
    for run in try Ledger.runs(limit: 50, in: reader) where !run.state.isOver || run.updatedAt >= oldest {
      let request = try JSONDecoder().decode(RunRequest.self, from: Data(run.request.utf8))
      let told = try Self.words(of: run, request, failed.filter { $0.run == run.runID }, reader, at: now)
      concerns += told.concerns
      notices += told.notices
    }
  }

  // MARK: At once

  /// Failed cells that belong to no backfill and no replay, one concern for each cause.
  private static func concerns(of failed: [FailedCell]) -> [Concern] {
    struct Failure {
      var words = ""
      var cells: [String] = []
      var isLive = false
    }
    var failures: [String: Failure] = [:]
    for cell in failed where !cell.isOfBackfill {
      let cause = DeadLetter.cause(of: cell.words)
      var failure = failures[cause] ?? Failure(words: cell.words)
      failure.cells.append("\(cell.table) on \(cell.date)")
      failure.isLive = failure.isLive || cell.run.hasPrefix(RunMode.live.rawValue)
      failures[cause] = failure
    }
    return failures.map { cause, failure in
      Concern(
        cause: "failed cells: \(cause)", severity: failure.isLive ? .critical : .warning,
        title: "\(failure.cells.count) cell\(failure.cells.count == 1 ? "" : "s") failed: \(failure.words)",
        details: ["first: \(failure.cells.prefix(3).joined(separator: ", "))", "look: backcourt gaps"],
        count: failure.cells.count)
    }
  }

  /// Open dead letters that could not be read, one concern for each cause. Those of failed dates are told as failed cells.
  private static func deadLetters(_ reader: any WarehouseReader) throws -> [Concern] {
    let tables = Set(try reader.all("SELECT table_name FROM table_catalog") { $0.text(0) ?? "" })
    var causes: [String: (words: String, count: Int, oldest: String)] = [:]
    try reader.select(
      """
      SELECT reason, count(*) AS letters, min(dead_since) FROM dead_letters WHERE state = 'open'
      GROUP BY reason ORDER BY letters DESC, reason LIMIT \(mostReasons)
      """, []
    ) { row in
      let (reason, count, oldest) = (row.text(0) ?? "", row.int(1) ?? 0, row.text(2) ?? "")
      guard !tables.contains(reason.split(separator: ":").first.map(String.init) ?? "") else { return }
      let known = causes[DeadLetter.cause(of: reason)]
      causes[DeadLetter.cause(of: reason)] = (
        reason, (known?.count ?? 0) + count, min(known?.oldest ?? oldest, oldest)
      )
    }
    return causes.map { cause, letters in
      Concern(
        cause: "dead letters: \(cause)", severity: .warning,
        title: "\(letters.count) dead letter\(letters.count == 1 ? "" : "s"): \(letters.words)",
        details: ["the oldest: \(letters.oldest)", "look: backcourt deadletter list"], count: letters.count)
    }
  }

  // MARK: Digests

  private static func words(
    of run: RunRecord, _ request: RunRequest, _ failed: [FailedCell], _ reader: any WarehouseReader, at now: Date
  ) throws -> (concerns: [Concern], notices: [Notice]) {
    let title = "\(request.kind.rawValue.capitalized) \(run.runID)"
    let failures = causes(of: failed)
    switch run.state {
    case .planned, .cancelling: return ([], [])
    case .running:
      return (
        try standstill(of: run, title, reader, at: now).map { [$0] } ?? [],
        try progress(of: run, request, title, failures, reader)
      )
    case .paused:
      guard let message = run.ending?.message, message.hasPrefix("paused by itself") else { return ([], []) }
      return (
        [
          Concern(
            cause: "\(run.runID) paused by itself", severity: .warning, title: "\(title) \(message)", details: failures)
        ], []
      )
    case .completed, .cancelled:
      guard request.kind == .backfill, run.planned > 0 else { return ([], []) }
      let notice = Notice(
        id: "\(run.runID) ended", severity: .info, title: "\(title) is \(run.state.words): \(counts(run))")
      return ([], [notice])
    case .completedWithFailures, .refused:
      let notice = Notice(
        id: "\(run.runID) ended", severity: .warning, title: "\(title) is \(run.state.words): \(counts(run))",
        details: failures + ["look: backcourt runs \(run.runID)"])
      return ([], [notice])
    }
  }

  private static func counts(_ run: RunRecord) -> String {
    guard let report = run.ending?.report else { return run.ending?.message ?? "no report" }
    return "\(report.planned) dates planned = \(report.complete) complete (\(report.degraded) degraded) + "
      + "\(report.empty) empty by design + \(report.skipped) skipped + \(report.failed.count) failed"
      + (report.notReached > 0 ? " + \(report.notReached) not reached" : "")
      + (run.ending?.message.map { "; \($0)" } ?? "")
  }

  /// The beginning, a quarter, the half and three quarters of a long run; of these only the last.
  private static func progress(
    of run: RunRecord, _ request: RunRequest, _ title: String, _ failures: [String], _ reader: any WarehouseReader
  ) throws -> [Notice] {
    guard run.planned >= longRun else { return [] }
    let settled =
      try reader.first("SELECT count(*) FROM run_dates WHERE run_id = ? AND state <> 'open'", [.text(run.runID)]) {
        $0.int(0)
      } ?? 0
    let quarter = min(3, 4 * settled / max(1, run.planned * Stage.count(for: request)))
    guard quarter > 0 else {
      return [
        Notice(id: "\(run.runID) began", severity: .info, title: "\(title) began: \(run.planned) dates are planned")
      ]
    }
    let gates = (run.gates.map { [$0] } ?? []).flatMap { text in
      // Gates that cannot be read are shown where the run is; a digest goes on without them.
      ((try? JSONDecoder().decode([GateResult].self, from: Data(text.utf8))) ?? []).filter { !$0.passed }.map {
        "gate \($0.gate.rawValue.uppercased()) refused: \($0.name)"
      }
    }
    return [
      Notice(
        id: "\(run.runID) \(quarter * 25) %", severity: failures.isEmpty ? .info : .warning,
        title: "\(title) is \(quarter * 25) % done: \(settled) dates settled", details: failures + gates)
    ]
  }

  private static func standstill(
    of run: RunRecord, _ title: String, _ reader: any WarehouseReader, at now: Date
  ) throws -> Concern? {
    let moved = try reader.first("SELECT max(updated_at) FROM run_dates WHERE run_id = ?", [.text(run.runID)]) {
      $0.text(0)
    }
    let last = max(moved.flatMap { $0 } ?? "", run.updatedAt)
    guard last < now.addingTimeInterval(-standstill).timestamp else { return nil }
    return Concern(
      cause: "\(run.runID) stands still", severity: .warning,
      title: "\(title) stands still: no date has moved since \(last)",
      details: ["look: backcourt status, and whether every service is up"])
  }

  /// Failed cells of a run by cause, the most frequent first.
  private static func causes(of failed: [FailedCell]) -> [String] {
    var causes: [String: (words: String, cells: Int, dates: Set<String>)] = [:]
    for cell in failed {
      var cause = causes[DeadLetter.cause(of: cell.words)] ?? (cell.words, 0, [])
      cause.cells += 1
      cause.dates.insert(cell.date)
      causes[DeadLetter.cause(of: cell.words)] = cause
    }
    return causes.values.sorted { ($1.cells, $0.words) < ($0.cells, $1.words) }.prefix(5).map {
      "\($0.cells) failed cells on \($0.dates.count) dates: \($0.words)"
    }
  }
}

/// A cell that failed, and the run in which it did.
private struct FailedCell: Sendable {
  let table: String
  let date: String
  let words: String
  let run: String

  /// Whether it is told in a digest of its run.
  var isOfBackfill: Bool { [RunMode.backfill, .replay].contains { run.hasPrefix("\($0.rawValue)-") } }

  /// All of them, in order of their dates.
  static func all(_ reader: any WarehouseReader) throws -> [FailedCell] {
    try reader.all(
      """
      SELECT table_name, game_date, coalesce(error, reason, ''), coalesce(run_id, '') FROM output_grid
      WHERE state = 'failed' ORDER BY game_date, table_name
      """
    ) {
      FailedCell(table: $0.text(0) ?? "", date: $0.text(1) ?? "", words: $0.text(2) ?? "", run: $0.text(3) ?? "")
    }
  }
}

extension RunRecord {
  /// How it ended or paused; nil when it did neither.
  fileprivate var ending: RunSummary? {
    // One that an earlier version wrote is none.
    report.flatMap { try? JSONDecoder().decode(RunSummary.self, from: Data($0.utf8)) }
  }
}

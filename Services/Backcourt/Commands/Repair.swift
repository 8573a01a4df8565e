import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Reports
import Warehouse

/// `backcourt gaps --repair`: finds what is missing or damaged anywhere in the history, has it made again, and looks again,
/// a bounded number of times.
struct Repair {
  let data: String
  let warehouse: any Warehouse
  let output: OutputOptions
  let rounds: Int
  let why: ReasonOption

  struct Report: Encodable {
    struct Round: Encodable {
      var damaged: [Reconciliation.Damage]
      var open: Int
      var run: String
    }
    var rounds: [Round] = []
    var remaining: [String] = []
    var leftAlone: [RetryPlan.HeldBack] = []
  }

  func run(_ client: CoordinatorClient) async throws {
    var report = Report()
    for round in 1...(rounds + 1) {
      let (found, held) = try await look()
      report.leftAlone = held.held
      let request = found.request(leaving: Set(held.held.map(\.date)), requestedBy: Operator.name)
      guard var request, round <= rounds else {
        report.remaining =
          found.damages.map { "\($0.key): \($0.what)" } + found.open.map { "\($0.key): \($0.state.rawValue)" }
        break
      }
      request.reason = why.said(after: "gaps --repair")
      let (who, now, reason) = (Operator.name, Date(), why.reason)
      let what = "\(found.damages.count) damaged and \(found.open.count) unfinished cells"
      try await warehouse.write { writer in
        try found.withdraw(now: now.milliseconds, at: now.timestamp, in: writer)
        try Ledger.audit(
          who: who, what: "gaps --repair", subject: what, reason: reason, at: now.timestamp, in: writer)
      }
      let run: String
      do {
        run = try await client.start(request)
      } catch {
        throw CommandOutcome(
          code: CommandOutcome.failed,
          message: "\(what) were found, and are work for the next run, but none could be started: \(error)")
      }
      _ = try await RunFollower(client: client, data: data, output: output).watch(run)
      report.rounds.append(.init(damaged: found.damages, open: found.open.count, run: run))
    }
    try output.show(report) { text(report) }
    if !report.remaining.isEmpty { throw CommandOutcome(code: CommandOutcome.failed) }
  }

  private func look() async throws -> (Reconciliation, RetryPlan) {
    let today = GameDate.eastern(Date())
    return try await warehouse.read { reader in
      let found = try Reconciliation(today: today, in: reader)
      return (found, RetryPlan(cells: found.open, tries: try Ledger.failures(in: reader)))
    }
  }

  private func text(_ report: Report) -> String {
    var lines: [String] = []
    for round in report.rounds {
      lines.append(
        "\(round.damaged.count) damaged and \(round.open) unfinished cells, made again by \(round.run):")
      for damage in round.damaged.prefix(20) { lines.append("  \(damage.key): \(damage.what)") }
      if round.damaged.count > 20 { lines.append("  and \(round.damaged.count - 20) more") }
    }
    if !report.leftAlone.isEmpty {
      lines.append(
        "\(report.leftAlone.count.counted("cell")) failed \(RetryPlan.cap) times or more and left alone; "
          + "`backcourt retry --failed` says which, and how to try them again")
    }
    if report.remaining.isEmpty {
      lines.append(report.rounds.isEmpty ? "Nothing is missing or damaged." : "Now nothing is missing or damaged.")
    } else {
      lines.append("Still not as it should be: \(report.remaining.count.counted("cell"))")
      lines += report.remaining.prefix(50).map { "  " + $0 }
      if report.remaining.count > 50 { lines.append("  and \(report.remaining.count - 50) more") }
    }
    return lines.joined(separator: "\n")
  }
}

import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Warehouse

/// `backcourt gaps --repair`: finds what is missing or damaged anywhere in the history, has it made again, and looks again,
/// a bounded number of times.
struct Repair {
  let data: String
  let warehouse: any Warehouse
  let output: OutputOptions
  let rounds: Int

  struct Report: Encodable {
    struct Round: Encodable {
      var damaged: [Reconciliation.Damage]
      var open: Int
      var run: String?
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
      guard let request, round <= rounds else {
        report.remaining =
          found.damages.map { "\($0.key): \($0.what)" } + found.open.map { "\($0.key): \($0.state.rawValue)" }
        break
      }
      let (who, now) = (Operator.name, Date())
      try await warehouse.write { writer in
        try found.withdraw(now: now.milliseconds, at: now.timestamp, in: writer)
        try Ledger.audit(
          who: who, what: "repair", subject: "\(found.damages.count) damaged and \(found.open.count) open cells",
          reason: nil, at: now.timestamp, in: writer)
      }
      let record = try await RunFollower(client: client, data: data, output: output).watch(
        try await client.start(request))
      report.rounds.append(.init(damaged: found.damages, open: found.open.count, run: record.runID))
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
        "\(round.damaged.count) damaged and \(round.open) open cells; made again by \(round.run ?? "no run")")
      for damage in round.damaged.prefix(20) { lines.append("  \(damage.key): \(damage.what)") }
      if round.damaged.count > 20 { lines.append("  and \(round.damaged.count - 20) more") }
    }
    if !report.leftAlone.isEmpty {
      lines.append(
        "\(report.leftAlone.count) cells failed \(RetryPlan.cap) times or more and were left alone; "
          + "`backcourt retry --failed` says which, and how to try them again")
    }
    if report.remaining.isEmpty {
      lines.append(report.rounds.isEmpty ? "Nothing is missing or damaged." : "Now nothing is missing or damaged.")
    } else {
      lines.append("\(report.remaining.count) cells are still not as they should be:")
      lines += report.remaining.prefix(50).map { "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }
}

import ArgumentParser
import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Reports
import Warehouse

struct Retry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Try failed dates again, a bounded number of times.",
    discussion: """
      A cell that failed --max-attempts times by the code of now is left alone, with its date, until a higher number is \
      asked for or its table gets another version. Exit code 1 when something still fails, or was left alone.
      """)
  @Flag(name: .long, help: "What failed, and what waits for it.")
  var failed = false
  @Option(name: .customLong("run"), help: "Only dates that failed in this run.")
  var earlierRun: String?
  @Option(name: .long, help: "Failures of a cell after which it is left alone.")
  var maxAttempts = RetryPlan.cap
  @Flag(name: .long, help: "Show what would be tried, and do nothing.")
  var dryRun = false
  @OptionGroup var why: ReasonOption
  @OptionGroup var data: DataOptions
  @OptionGroup var stack: StackOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard failed else { throw ValidationError("Say what is tried again: --failed.") }
    guard maxAttempts >= 1 else { throw ValidationError("--max-attempts must be at least 1.") }
  }

  func run() async throws {
    let plan = try await plan(try data.warehouse())
    let heldText = text(ofHeld: plan)
    if dryRun || plan.dates.isEmpty {
      try output.show(plan) { ([text(of: plan)] + [heldText].compactMap { $0 }).joined(separator: "\n") }
      if !plan.held.isEmpty { throw CommandOutcome(code: CommandOutcome.failed) }
      return
    }
    FileHandle.standardError.write(Data((text(of: plan) + "\n").utf8))
    let request = RunRequest(
      selection: DateSelection(dates: plan.dates), from: plan.from ?? .scrape, mode: .failed,
      requestedBy: Operator.name, reason: why.said(after: "retry --failed"))
    let (folder, output) = (data.data, output)
    try await stack.withCoordinator(data) { client in
      try await RunFollower(client: client, data: folder, output: output).run(request)
    }
    if let heldText { throw CommandOutcome(code: CommandOutcome.failed, message: heldText) }
  }

  private func plan(_ warehouse: any Warehouse) async throws -> RetryPlan {
    var world = try await World.read(warehouse)
    var dates = world.dates(selection.selection).map(\.date)
    if let run = earlierRun {
      guard let record = try await warehouse.read({ try Ledger.run(run, in: $0) }) else {
        throw CommandOutcome(
          code: CommandOutcome.usage, message: "there is no run '\(run)'; `backcourt runs` lists them")
      }
      let failed = Set(RunText.summary(of: record)?.report?.failed.map(\.date) ?? [])
      dates = dates.filter(failed.contains)
    }
    return world.retryPlan(
      on: dates, tries: try await warehouse.read { try Ledger.failures(in: $0) }, cap: maxAttempts)
  }

  private func text(of plan: RetryPlan) -> String {
    guard let first = plan.dates.first, let last = plan.dates.last else {
      return plan.held.isEmpty ? "Nothing has failed." : "Nothing is left to try."
    }
    let span = plan.dates.count == 1 ? "\(first)" : "\(plan.dates.count) dates (\(first) to \(last))"
    let cells = plan.cells == 1 ? "a failed or waiting cell" : "\(plan.cells) failed or waiting cells"
    return "\(dryRun ? "Would try" : "Trying") \(span) again, with \(cells), from \((plan.from ?? .scrape).rawValue)."
  }

  private func text(ofHeld plan: RetryPlan) -> String? {
    guard !plan.held.isEmpty else { return nil }
    var table = TextTable(columns: [.left("date"), .left("table"), .right("failed"), .left("error")])
    for cell in plan.held {
      table.add(["\(cell.date)", cell.table.text, "\(cell.tries.counted("time"))", SafeText.line(cell.error)])
    }
    let highest = plan.held.map(\.tries).max() ?? maxAttempts
    return
      "Left alone, since a cell failed \(maxAttempts.counted("time")) or more: "
      + "\(Set(plan.held.map(\.date)).count.counted("date")).\n"
      + table.text + "\nMend the cause, then try them again with --max-attempts \(highest + 1)."
  }
}

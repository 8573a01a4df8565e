import ArgumentParser
import Contracts
import Foundation
import League
import Pipeline

/// How dates are worked on.
struct WorkOptions: ParsableArguments {
  @Option(name: .long, help: "First phase of the work: phase1 … phase6.")
  var from: Phase = .scrape
  @Option(name: .long, help: "Last phase of the work.")
  var through: Phase = .publish
  @Option(name: .long, help: "Only these tables, separated by commas.")
  var tables: TableList?
  @Option(name: .long, help: "cascade: date by date. staged: season by season, phase by phase, a gate after each.")
  var strategy: RunRequest.Strategy = .cascade
  @Flag(name: .long, help: "Stop after --from; its completions are published with the flag.")
  var skipDownstream = false
  @Option(
    name: .long,
    help:
      "missing: what never ran. failed: that and what failed. stale: that and what is out of date. all: everything, recomputed."
  )
  var mode: RunRequest.Mode = .stale
  @Flag(name: .long, help: "Let reads settle with what is there; the cells are marked degraded.")
  var acceptGaps = false
  @Option(name: .long, help: "Opening days of a season that phases 4 and 5 leave out.")
  var bootstrapDays: Int?
  @Option(name: .long, help: "Dates in flight at once.")
  var maxInFlight = 32
  @Option(name: .customLong("no-gates"), help: "Do not ask the gates; the reason is recorded.")
  var noGates: String?

  func validate() throws {
    guard from <= through else {
      throw ValidationError("--from \(from.rawValue) comes after --through \(through.rawValue).")
    }
    guard (1...1000).contains(maxInFlight) else {
      throw ValidationError("--max-in-flight must be from 1 to 1000.")
    }
    if let bootstrapDays, !(0...366).contains(bootstrapDays) {
      throw ValidationError("--bootstrap-days must be from 0 to 366.")
    }
    if let noGates, noGates.trimmingCharacters(in: .whitespaces).isEmpty {
      throw ValidationError("--no-gates needs a reason, such as --no-gates 'archive known to end in March'.")
    }
  }

  func request(_ selection: DateSelection, kind: RunMode) -> RunRequest {
    RunRequest(
      selection: selection, from: from, through: through, tables: tables?.tables, strategy: strategy,
      skipDownstream: skipDownstream, mode: mode, acceptGaps: acceptGaps, bootstrapDays: bootstrapDays,
      maxInFlight: maxInFlight, noGatesReason: noGates, kind: kind, requestedBy: Operator.name)
  }
}

/// Who sits at the terminal.
enum Operator {
  static var name: String { ProcessInfo.processInfo.environment["USER"] ?? "operator" }
}

struct Backfill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay a stretch of history through the phases.",
    discussion: """
      The work is the set of cells that are missing, failed or out of date (--mode says which); what is there already is \
      left alone, so the same command again goes on where it stopped, or does nothing.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var stack: StackOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup(title: "Work") var work: WorkOptions
  @OptionGroup var why: ReasonOption
  @OptionGroup var output: OutputOptions
  @Flag(name: .long, help: "Show the plan and do nothing.")
  var dryRun = false
  @Option(name: .long, help: "Run although `backcourt doctor` finds the base broken; the reason is recorded.")
  var despite: String?
  @Option(
    name: .long, help: "Run exactly the plan in this file, or refuse (exit 4) because the world has changed.",
    completion: .file())
  var plan: String?

  func validate() throws {
    if plan == nil, selection.selection.isEmpty {
      throw ValidationError("Say which dates: --season, --start/--end, --dates, --year or --all.")
    }
    if let despite, despite.trimmingCharacters(in: .whitespaces).isEmpty {
      throw ValidationError("--despite needs a reason.")
    }
    if plan != nil, !selection.selection.isEmpty {
      throw ValidationError("--plan says which dates already; leave the other selectors out.")
    }
  }

  func run() async throws {
    var asked = try plan.map { try PlanFile.request(at: $0) } ?? work.request(selection.selection, kind: .backfill)
    asked.reason = why.reason
    let broken = try await Examination(data: data.data, address: try data.address(), source: stack.source).quick()
      .filter { $0.verdict == .broken }
    if !broken.isEmpty, !dryRun {
      guard let despite else {
        throw CommandOutcome(
          code: CommandOutcome.failed,
          message: "the base is broken, so nothing was started:\n\(DoctorReport(broken).text)\n"
            + "`backcourt doctor` checks more; --despite 'why' runs nevertheless")
      }
      asked.despite = despite
    }
    let request = asked
    try await stack.withCoordinator(data) { client in
      if dryRun {
        let plan = try await client.plan(request)
        try output.show(plan) { PlanText.text(plan) }
        return
      }
      try await RunFollower(client: client, data: data.data, output: output).run(request)
    }
  }
}

struct Replay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Process one date again, and what depends on it.",
    discussion: """
      Phase 1 looks at the source again. Where nothing has changed nothing is recomputed; where something has, exactly \
      what it reaches is, later dates included.
      """)

  @Argument(help: "The game date, as 2024-01-15.")
  var date: GameDate
  @Option(name: .long, help: "First phase of the work.")
  var from: Phase = .scrape
  @Flag(name: .long, help: "Recompute even what has not changed.")
  var force = false
  @Flag(name: .long, help: "Stop after --from; its completion is published with the flag.")
  var skipDownstream = false
  @OptionGroup var why: ReasonOption
  @OptionGroup var data: DataOptions
  @OptionGroup var stack: StackOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let request = RunRequest(
      selection: DateSelection(dates: [date]), from: from, skipDownstream: skipDownstream, mode: force ? .all : .look,
      kind: .replay, requestedBy: Operator.name, reason: why.reason)
    try await stack.withCoordinator(data) { client in
      try await RunFollower(client: client, data: data.data, output: output).run(request)
    }
  }
}

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show every date in or out of a backfill, with the reason.",
    discussion: "With --out FILE the plan can be run later, exactly as shown: backcourt backfill --plan FILE.")

  @OptionGroup var data: DataOptions
  @OptionGroup var stack: StackOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup(title: "Work") var work: WorkOptions
  @OptionGroup var output: OutputOptions
  @Option(name: .long, help: "Write the plan to this file.")
  var out: String?

  func validate() throws {
    if selection.selection.isEmpty {
      throw ValidationError("Say which dates: --season, --start/--end, --dates, --year or --all.")
    }
  }

  func run() async throws {
    let request = work.request(selection.selection, kind: .backfill)
    try await stack.withCoordinator(data) { client in
      let plan = try await client.plan(request)
      if let out {
        try PlanFile.write(plan, to: out)
      }
      try output.show(plan) { PlanText.text(plan) }
      if plan.dates.isEmpty {
        throw CommandOutcome(code: CommandOutcome.nothingSelected, message: "no game date is selected")
      }
    }
  }
}

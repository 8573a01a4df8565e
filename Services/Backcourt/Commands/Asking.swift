import ArgumentParser
import Contracts
import Foundation
import League
import Ledger
import Pipeline
import Reports
import Runtime
import Warehouse

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Cells by state, for each season and phase.")
  @OptionGroup var data: DataOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let warehouse = try data.warehouse()
    let waiting = try await warehouse.read { try Ledger.waitingDates(of: nil, in: $0).count }
    let world = try await World.read(warehouse)
    try world.demandDates(of: selection.selection)
    let report = StatusReport(world, selection: selection.selection, waiting: waiting)
    try output.show(report) { report.text }
  }
}

struct Coverage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How many game dates each table covers, season by season.",
    discussion: "Exit code 1 when any date is missing, 3 when no game date is selected.")
  @Flag(name: .long, help: "Show each phase on each game date instead, season by season.")
  var calendar = false
  @OptionGroup var data: DataOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let world = try await World.read(try data.warehouse())
    try world.demandDates(of: selection.selection)
    let report = CoverageReport(world, selection: selection.selection)
    if calendar {
      let calendar = CalendarReport(world, selection: selection.selection)
      try output.show(calendar) { calendar.text(width: Terminal.width) }
    } else {
      try output.show(report) { report.text }
    }
    if !report.isWhole { throw CommandOutcome(code: CommandOutcome.failed) }
  }
}

struct Gaps: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Every cell that is planned and not there, and why.",
    discussion: """
      Exit code 1 when there is any, 3 when no game date is selected. With --repair the whole history is held against its rows, and what is missing or \
      damaged is made again.
      """)
  @Flag(name: .long, help: "Make what is missing or damaged again, whatever its age.")
  var repair = false
  @Option(name: .long, help: "With --repair: how often it is tried.")
  var rounds = 3
  @OptionGroup var why: ReasonOption
  @OptionGroup var data: DataOptions
  @OptionGroup var stack: StackOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...10).contains(rounds) else { throw ValidationError("--rounds must be from 1 to 10.") }
    guard !repair || selection.selection.isEmpty else {
      throw ValidationError("--repair looks at the whole history; leave the dates out.")
    }
  }

  func run() async throws {
    if repair {
      let repair = Repair(data: data.data, warehouse: try data.warehouse(), output: output, rounds: rounds, why: why)
      try await stack.withCoordinator(data) { try await repair.run($0) }
      return
    }
    let world = try await World.read(try data.warehouse())
    try world.demandDates(of: selection.selection)
    let report = GapsReport(world, selection: selection.selection)
    try output.show(report) { report.text }
    if !report.gaps.isEmpty { throw CommandOutcome(code: CommandOutcome.failed) }
  }
}

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold the ledger's claims for a phase against the rows that are there.",
    discussion: """
      Names every missing date, and judges what tables promise of the months and seasons of the selection. Exit code 0 when \
      all is there and as written and every promise kept that must be, 1 otherwise.
      """)
  @Option(name: .long, help: "The phase: phase1 … phase6.")
  var phase: Phase
  @OptionGroup var data: DataOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let warehouse = try data.warehouse()
    let report = try await VerifyReport.make(
      try await World.read(warehouse), phase: phase, selection: selection.selection, warehouse: warehouse)
    try output.show(report) { report.text }
    if report.dates == 0 { throw CommandOutcome(code: CommandOutcome.nothingSelected) }
    if !report.isGood { throw CommandOutcome(code: CommandOutcome.failed) }
  }
}

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Why a cell is what it is: state, inputs, attempts, and what waits for it.",
    discussion: "Exit code 2 when there is no such table, 3 when the date is no game date.")
  @Argument(help: "The game date, as 2024-01-15.")
  var date: GameDate
  @Argument(help: "The table, as player_game_summary.")
  var table: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let warehouse = try data.warehouse()
    let world = try await World.read(warehouse)
    let info = try world.table(named: table)
    try world.demandCell(of: info, on: date)
    let days = try Settings(environment: ProcessInfo.processInfo.environment).bootstrapDays
    let report = try await ExplainReport.make(
      world, table: info, date: date, bootstrapDays: days, warehouse: warehouse)
    try output.show(report) { report.text }
  }
}

struct Digest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A digest of each table from its rows, to compare two warehouses.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let warehouse = try data.warehouse()
    let report = try await DigestReport.make(try await World.read(warehouse), warehouse: warehouse)
    try output.show(report) { report.text }
  }
}

struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "The runs there were, newest first; or one of them, whole.")
  @Argument(help: "A run's id.")
  var id: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let warehouse = try data.warehouse()
    guard let id else {
      let runs = try await warehouse.read { try Ledger.runs(limit: 50, in: $0) }
      try output.show(runs) {
        var table = TextTable(columns: [.left("run"), .left("state"), .right("dates"), .left("asked"), .left("by")])
        for run in runs {
          table.add([run.runID, run.state.rawValue, "\(run.planned)", run.createdAt, run.requestedBy])
        }
        return table.isEmpty ? "There were no runs." : table.text
      }
      return
    }
    guard let run = try await warehouse.read({ try Ledger.run(id, in: $0) }) else {
      throw CommandOutcome(code: CommandOutcome.usage, message: "there is no run '\(id)'; `backcourt runs` lists them")
    }
    try output.show(run) { RunText.text(run) }
  }
}

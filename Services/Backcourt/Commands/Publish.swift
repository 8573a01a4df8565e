import ArgumentParser
import Contracts
import League
import Pipeline
import Reports

/// Publishes documents of dates that the earlier phases are done with.
struct Publish: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Publish the documents of dates, from what the earlier phases left.",
    discussion: """
      What is published and up to date is left alone; --force computes all of it again, and writes what differs. \
      --show-latest also moves the documents that show the newest date (results/latest.json, tonight/…), which a \
      backfill never does; they never move back.
      """)

  @Option(name: .long, help: "One game date, as 2024-01-15.")
  var date: GameDate?
  @Option(name: .long, help: "First and last date, as 2024-01-01..2024-01-31.")
  var range: DateRange?
  @Option(name: .long, help: "A season, as 2023-24. May be repeated.")
  var season: [Season] = []
  @Option(name: .long, help: "Only these tables, separated by commas, as results_document.")
  var tables: TableList?
  @Flag(name: .long, help: "Compute even what has not changed.")
  var force = false
  @Flag(name: .long, help: "Move the documents that show the newest date as well.")
  var showLatest = false
  @OptionGroup var why: ReasonOption
  @OptionGroup var data: DataOptions
  @OptionGroup var stack: StackOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard date != nil || range != nil || !season.isEmpty else {
      throw ValidationError("Say which dates: --date, --range or --season.")
    }
  }

  func run() async throws {
    let selection = DateSelection(
      seasons: season, start: range?.first, end: range?.last, dates: date.map { [$0] } ?? [])
    let request = RunRequest(
      selection: selection, from: .publish, tables: tables?.tables, mode: force ? .all : showLatest ? .look : .stale,
      kind: showLatest ? .live : .backfill, requestedBy: Operator.name, reason: why.reason)
    try await stack.withCoordinator(data) { client in
      try await RunFollower(client: client, data: data.data, output: output).run(request)
    }
    guard !output.json else { return }
    let warehouse = try data.warehouse()
    let report = try await DocumentsReport.make(
      try await World.read(warehouse), selection: selection, warehouse: warehouse)
    print(report.text)
  }
}

/// Two dates in one argument.
struct DateRange: ExpressibleByArgument {
  let first: GameDate
  let last: GameDate

  init?(argument: String) {
    let ends = argument.split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = GameDate(ends[0]), let last = GameDate(ends[1]), first <= last else {
      return nil
    }
    (self.first, self.last) = (first, last)
  }
}

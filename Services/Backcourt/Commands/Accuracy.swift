import ArgumentParser
import Pipeline
import Warehouse

struct Accuracy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How good the predictions were, beside three plain ones on the same rows.",
    discussion: """
      Every system beside the season average, the average of the last ten games and the line. Exit code 1 when the leak \
      alarm is raised, 3 when nothing that is selected was graded.
      """)
  @Flag(name: .long, help: "Only players with a line.")
  var lined = false
  @Option(name: .long, help: "What the lines are by, besides the system: tier or month.")
  var by: AccuracyReport.Grouping = .system
  @OptionGroup var data: DataOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let counts = try await data.warehouse().read { reader in
      try GradeCounts.areThere(in: reader) ? try GradeCounts(reader) : nil
    }
    guard let counts else {
      throw CommandOutcome(code: CommandOutcome.nothingSelected, message: AccuracyReport.nothing)
    }
    let report = AccuracyReport(counts, selection: selection.selection, lined: lined, by: by)
    guard report.dates > 0 else {
      throw CommandOutcome(code: CommandOutcome.nothingSelected, message: AccuracyReport.nothing)
    }
    try output.show(report) { report.text }
    if !report.leakAlarms.isEmpty { throw CommandOutcome(code: CommandOutcome.failed) }
  }
}

extension AccuracyReport.Grouping: ExpressibleByArgument {}

import ArgumentParser
import Pipeline
import Warehouse

struct Models: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The trained models: what they learned from, what they came to, and the gates of promotion.",
    discussion: """
      Models are held against what they predicted after their training. Exit code 1 when a gate fails, or cannot be judged \
      for want of grades: nothing is promoted then; 3 when there is no model.
      """)
  @OptionGroup var data: DataOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let report = try await data.warehouse().read { try ModelsReport.make($0, selection: selection.selection) }
    guard let report else {
      throw CommandOutcome(code: CommandOutcome.nothingSelected, message: ModelsReport.nothing)
    }
    try output.show(report) { report.text }
    if !report.isPromotable { throw CommandOutcome(code: CommandOutcome.failed) }
  }
}

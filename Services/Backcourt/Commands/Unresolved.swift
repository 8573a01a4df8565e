import ArgumentParser
import Pipeline
import Warehouse

struct Unresolved: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Names in boxes, lines and news that mean no player of the season's registry.",
    discussion: "How often each was met, first and last, and in which game. Exit code 3 before phase 2 has looked.")
  @OptionGroup var data: DataOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let report = try await data.warehouse().read { try UnresolvedReport.make($0, selection: selection.selection) }
    guard let report else {
      throw CommandOutcome(code: CommandOutcome.nothingSelected, message: UnresolvedReport.nothing)
    }
    try output.show(report) { report.text }
  }
}

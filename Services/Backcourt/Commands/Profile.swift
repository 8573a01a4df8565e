import ArgumentParser
import Pipeline
import Reports

struct Profile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What a table's rows hold, beside what it promises: nulls, range, mean, distinct values.",
    discussion: """
      Judges every promise over the dates, months and seasons of the selection; without one, over all there is. Exit code \
      1 when a value breaks its column's declaration, or rows break a promise that fails a cell; 3 when there are no rows.
      """)
  @Argument(help: "The table, as player_game_summary.")
  var table: String
  @OptionGroup var data: DataOptions
  @OptionGroup(title: "Dates") var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let warehouse = try data.warehouse()
    let world = try await World.read(warehouse)
    let report = try await ProfileReport.make(
      world, table: try world.table(named: table), selection: selection.selection, warehouse: warehouse)
    try output.show(report) { report.text }
    if report.rows == 0 { throw CommandOutcome(code: CommandOutcome.nothingSelected) }
    if !report.isGood { throw CommandOutcome(code: CommandOutcome.failed) }
  }
}

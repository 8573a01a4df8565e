import ArgumentParser
import Pipeline
import Reports

struct Tables: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The tables as their services declare them.", subcommands: [List.self, Export.self],
    defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every declared table; whole declarations with --json.")
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let report = TablesReport(tables: try await World.read(try data.warehouse()).catalog)
      try output.show(report) { report.text }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a page for each table, and an index.",
      discussion: "Pages of tables that are gone are removed. `make docs` does this for docs/tables.")
    @Option(name: .long, help: "The folder of the pages.")
    var out: String
    @OptionGroup var data: DataOptions

    func run() async throws {
      let catalog = try await World.read(try data.warehouse()).catalog
      guard !catalog.isEmpty else {
        throw CommandOutcome(
          code: CommandOutcome.failed, message: "no service has registered its tables in \(data.data) yet")
      }
      try TablePages(catalog: catalog).write(to: out)
      print("\(catalog.count) tables in \(out)")
    }
  }
}

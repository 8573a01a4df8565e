import ArgumentParser
import Providers
import Reports

struct Fetches: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What was fetched of each provider, and what had to be asked for again.",
    discussion: "Reads the records in the data folder. Exit code 1 while the last answer for a document is malformed.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let summary = try FetchSummary(of: data.data)
    try output.show(summary) { Self.text(summary) }
    if summary.sources.values.contains(where: { $0.malformed > 0 }) {
      throw CommandOutcome(code: CommandOutcome.failed)
    }
  }

  private static func text(_ summary: FetchSummary) -> String {
    guard !summary.sources.isEmpty else { return "nothing was fetched from providers into this data folder" }
    var table = TextTable(columns: [
      .left("source"), .right("documents"), .right("absent"), .right("malformed"), .right("asked again"),
      .right("requests"), .right("MB"),
    ])
    for (name, source) in summary.sources.sorted(by: { $0.key < $1.key }) {
      table.add([
        name, "\(source.documents)", "\(source.absent)", "\(source.malformed)", "\(source.askedAgain)",
        "\(source.requests)", "\((source.bytes + 500_000) / 1_000_000)",
      ])
    }
    let damaged = summary.unreadable == 0 ? "" : "\n\(summary.unreadable) records cannot be read"
    return table.text + damaged
  }
}

import ArgumentParser
import Ledger
import Reports
import Warehouse

struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Who did what, to what, when and why; newest first.")
  @Option(name: .long, help: "How many entries.")
  var limit = 50
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let limit = limit
    let entries = try await data.warehouse().read { try Ledger.audit(limit: limit, in: $0) }
    try output.show(entries) {
      var table = TextTable(columns: [.left("at"), .left("who"), .left("what"), .left("to what"), .left("why")])
      for entry in entries {
        table.add([entry.at, entry.who, entry.what, entry.subject, entry.reason ?? ""].map(SafeText.line))
      }
      return table.isEmpty ? "Nothing was asked for yet." : table.text
    }
  }
}

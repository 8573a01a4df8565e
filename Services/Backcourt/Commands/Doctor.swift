import ArgumentParser

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check everything that a run stands on, and say what to do about what is wrong.",
    discussion: """
      Clock, zone data, disk, configuration, source, warehouse file, schema, ledger against rows, code versions, dead \
      letters, broker and topics, coordinator, executables. Exit code 1 when anything is broken; warnings leave it 0.
      """)
  @OptionGroup var data: DataOptions
  @Option(name: .long, help: "The source to look at, when it is not BACKCOURT_SOURCE.")
  var source: String?
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let report = DoctorReport(
      try await Examination(data: data.data, address: try data.address(), source: source).whole())
    try output.show(report) { report.text }
    if report.verdict == .broken { throw CommandOutcome(code: CommandOutcome.failed) }
  }
}

import ArgumentParser

/// `provider-sim`: stands in for the data providers.
@main
struct ProviderSimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider-sim",
    abstract: "Stands in for the data providers with simulated data.",
    subcommands: [ArchiveCommand.self, ServeCommand.self, MeasureCommand.self])
}

import ArgumentParser
import Runtime

/// `coordinator`: emits date events, watches completions, keeps runs and gates, and answers the operator's requests.
@main
struct CoordinatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coordinator",
    abstract: "Emits date events, watches completions, keeps runs and gates.",
    discussion: "Configured by the environment; see docs/operations/configuration.md.", version: ServiceHost.version)

  func run() async throws {
    await ServiceHost.run("coordinator", buildCoordinator)
  }
}

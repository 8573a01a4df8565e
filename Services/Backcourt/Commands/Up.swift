import ArgumentParser
import Foundation
import Runtime

/// How a command reaches the coordinator: one that runs, or a local stack for the length of the command.
struct StackOptions: ParsableArguments {
  @Flag(name: .long, help: "Start the local stack for this command, and stop it after.")
  var local = false
  @Option(
    name: .long,
    help: "Where phase 1 of the local stack gets its payloads: archive:DIR, live, or sim for simulated providers.")
  var source: String?
  @Option(name: .long, help: "The coordinator's address, when it is not the one of --data.")
  var coordinator: String?

  func withCoordinator(
    _ options: DataOptions, _ body: @escaping @Sendable (CoordinatorClient) async throws -> Void
  ) async throws {
    let data = options.data
    if local {
      let stack = LocalStack(
        .init(
          dataDirectory: data, warehouse: try options.address(),
          source: source ?? ProcessInfo.processInfo.environment["BACKCOURT_SOURCE"], apiPort: 0))
      try await stack.start()
      do {
        try await stack.whileAlive(body)
      } catch {
        await stack.stop()
        throw error
      }
      await stack.stop()
      return
    }
    let address =
      try coordinator ?? ProcessInfo.processInfo.environment["BACKCOURT_COORDINATOR_URL"]
      ?? CoordinatorAddress.read(from: data)?.url
    guard let address, let url = URL(string: address) else {
      throw CommandOutcome(
        code: CommandOutcome.failed,
        message: "no coordinator is known for \(data); start one with `backcourt up --data \(data)`, or add --local")
    }
    try await body(CoordinatorClient(url: url, token: try AccessToken.read(from: data)))
  }
}

struct Up: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the whole pipeline on this machine: embedded broker, services, coordinator.",
    discussion: "Runs until Ctrl-C. The broker keeps nothing on disk; what is done stands in the warehouse.")

  @OptionGroup var data: DataOptions
  @Option(name: .long, help: "Where phase 1 gets its payloads: archive:DIR, live, or sim for simulated providers.")
  var source: String?
  @Option(name: .long, help: "Port of the coordinator's API; 0 takes any free one.")
  var port = 8420
  @Option(name: .long, help: "Port of the documents' server; 0 takes any free one.")
  var documentsPort = 8421
  @Option(name: .long, help: "Opening days of a season that phases 4 and 5 leave out.")
  var bootstrapDays: Int?
  @Option(
    name: .long,
    help:
      "Serve metrics and health of every service: the coordinator's here, each phase's on the next port; 0 takes any.")
  var telemetryPort: Int?

  @Flag(
    name: .long, inversion: .prefixedNo,
    help: "Do each day's work by the clock, before and after its games; the default with live and simulated providers.")
  var daily: Bool?

  func run() async throws {
    let source = source ?? ProcessInfo.processInfo.environment["BACKCOURT_SOURCE"]
    let options = LocalStack.Options(
      dataDirectory: data.data, warehouse: try data.address(), source: source, apiPort: port,
      bootstrapDays: bootstrapDays,
      isDaily: daily ?? ["live", "sim"].contains { source?.split(separator: ":").first.map(String.init) == $0 },
      telemetryPort: telemetryPort)
    _ = try options.demandSource()
    let documents = try await LocalDocuments(directory: data.data + "/documents", port: documentsPort)
    let stack = LocalStack(options)
    do {
      try await stack.start()
    } catch {
      await documents.stop()
      throw error
    }
    print(
      """
      Backcourt is up.
        bus          \(await stack.bootstrapServers)
        coordinator  \(try await stack.client().url)
        documents    \(documents.url)
        data         \(data.data)
        daily mode   \(options.isDaily ? "on: steps by Eastern time, see docs/operations/daily.md" : "off")
      Replay a date:  backcourt replay 2024-01-15 --data \(data.data)
      Or by event:    echo '{"date":"2024-01-15"}' | kcat -P -b \(await stack.bootstrapServers) -t backcourt.backfill.date
      Look:           open the coordinator's address in a browser, or: backcourt watch --data \(data.data)
      Ctrl-C stops everything.
      """)
    fflush(nil)
    let problem = await stack.runUntilStopped()
    await stack.stop()
    await documents.stop()
    if let problem {
      throw CommandOutcome(code: CommandOutcome.failed, message: problem)
    }
  }
}

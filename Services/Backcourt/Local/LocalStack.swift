import Bus
import BusKafka
import Contracts
import Foundation
import League
import Ledger
import Runtime
import UnixSignals
import Warehouse

/// The whole pipeline on one machine: the broker in this process, every service as a process of its own, started again
/// when it dies.
actor LocalStack {
  struct Options: Sendable {
    var dataDirectory: String
    var warehouse: WarehouseAddress
    var source: String?
    var apiPort: Int
    var bootstrapDays: Int?
    /// Whether the coordinator does each day's work by the clock.
    var isDaily = false
    /// Port of the coordinator's metrics and health; each service after it has the next. 0 gives each any free one.
    var telemetryPort: Int?

    /// The source.
    ///
    /// - Throws: ``CommandOutcome`` when none was said.
    func demandSource() throws -> String {
      guard let source, !source.isEmpty else {
        throw CommandOutcome(
          code: CommandOutcome.usage,
          message: "say where payloads come from: --source archive:DIR, live or sim (or BACKCOURT_SOURCE)")
      }
      return source
    }
  }

  static let services = [
    "coordinator", "phase1-scrape", "phase2-raw", "phase3-analytics", "phase4-precompute", "phase5-predict",
    "phase5-grade", "phase6-publish",
  ]

  private let options: Options
  private var broker: EmbeddedBroker?
  private var children: [ServiceProcess] = []
  private var token = ""
  private let problems: AsyncStream<String>
  private let report: AsyncStream<String>.Continuation

  init(_ options: Options) {
    self.options = options
    (problems, report) = AsyncStream.makeStream()
  }

  /// Where clients of the bus connect.
  var bootstrapServers: String { broker?.bootstrapServers ?? "" }

  /// Starts everything and returns when the coordinator answers and every phase has registered.
  func start() async throws {
    let source = try options.demandSource()
    try prepareFolder()
    // Opening it here first gives one clear message instead of eight.
    let warehouse = try options.warehouse.open(.readWrite)
    token = try AccessToken.readOrMake(in: options.dataDirectory)
    try CoordinatorAddress.remove(from: options.dataDirectory)
    let broker = try EmbeddedBroker(topics: Topic.all.map(\.name), partitions: Topic.partitions)
    self.broker = broker
    let startedAt = Date().timestamp
    let origin = source == "sim" ? try startSimulator() : source
    for (index, service) in Self.services.enumerated() {
      let child = ServiceProcess(
        name: service, executable: try Self.executable(service), environment: environment(source: origin, index: index),
        log: options.dataDirectory + "/logs/\(service).log", report: report)
      try child.start()
      children.append(child)
    }
    try await waitUntilReady(warehouse, startedAt: startedAt)
    try warehouse.close()
  }

  /// The coordinator's API.
  func client() throws -> CoordinatorClient {
    guard let address = try CoordinatorAddress.read(from: options.dataDirectory), let url = URL(string: address.url)
    else {
      throw CommandOutcome(code: CommandOutcome.failed, message: "the coordinator has not announced its address")
    }
    return CoordinatorClient(url: url, token: token)
  }

  /// Waits for SIGINT or SIGTERM, or for a service that cannot be kept alive; returns the problem, if any.
  func runUntilStopped() async -> String? {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    return await withTaskGroup(of: String?.self) { group in
      group.addTask {
        for await _ in signals { break }
        return nil
      }
      group.addTask { [problems] in await problems.first { _ in true } }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }

  /// Does something with the coordinator, for as long as every service can be kept alive.
  func whileAlive(_ body: @escaping @Sendable (CoordinatorClient) async throws -> Void) async throws {
    let client = try client()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await body(client) }
      group.addTask { [problems] in
        if let problem = await problems.first(where: { _ in true }) {
          throw CommandOutcome(code: CommandOutcome.failed, message: problem)
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Stops the services, then the broker.
  func stop() async {
    for child in children {
      child.terminate()
    }
    for child in children {
      await child.waitUntilGone(within: .seconds(20))
    }
    children = []
    broker?.close()
    broker = nil
  }

  private func prepareFolder() throws {
    do {
      try FileManager.default.createDirectory(
        atPath: options.dataDirectory + "/logs", withIntermediateDirectories: true)
    } catch {
      throw CommandOutcome(
        code: CommandOutcome.failed,
        message: "the data folder \(options.dataDirectory) cannot be made or written; give another with --data")
    }
  }

  /// Starts the simulated providers and gives the source that they are.
  private func startSimulator() throws -> String {
    guard let port = FreePort.find() else {
      throw CommandOutcome(code: CommandOutcome.failed, message: "no port is free for the simulated providers")
    }
    let child = ServiceProcess(
      name: "provider-sim", executable: try Self.executable("provider-sim"),
      arguments: ["serve", "--port", "\(port)"] + (options.isDaily ? Self.presentSeason : []),
      environment: environment(source: "sim", index: Self.services.count),
      log: options.dataDirectory + "/logs/provider-sim.log", report: report)
    try child.start()
    children.append(child)
    return "sim:http://127.0.0.1:\(port)"
  }

  /// A league whose second season is the one of today, with games that are over when they are over.
  private static var presentSeason: [String] {
    let last = Season(nominal: GameDate.eastern(Date())).startYear
    return ["--first-season", Season(startYear: last - 1).label, "--games-per-team", "82", "--follow-clock"]
  }

  private func environment(source: String, index: Int) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    if let port = options.telemetryPort ?? environment["BACKCOURT_TELEMETRY_PORT"].flatMap({ Int($0) }) {
      environment["BACKCOURT_TELEMETRY_PORT"] = String(port == 0 ? 0 : port + index)
    }
    environment["BACKCOURT_DATA_DIR"] = options.dataDirectory
    environment[WarehouseAddress.variable] = options.warehouse.setting
    environment["KAFKA_BOOTSTRAP_SERVERS"] = bootstrapServers
    environment["BACKCOURT_BROKER"] = "embedded"
    environment["BACKCOURT_SOURCE"] = source
    environment["BACKCOURT_API_HOST"] = "127.0.0.1"
    environment["BACKCOURT_API_PORT"] = String(options.apiPort)
    environment["BACKCOURT_API_TOKEN"] = token
    environment["BACKCOURT_SUPERVISED"] = "true"
    environment["BACKCOURT_DAILY"] = String(options.isDaily)
    // glibc gives every thread a heap of its own and takes little back; a service would keep a third more than it holds. What
    // is larger than the threshold goes back to the system at once.
    for (name, value) in [("MALLOC_ARENA_MAX", "2"), ("MALLOC_MMAP_THRESHOLD_", "262144")] {
      environment[name] = environment[name] ?? value
    }
    // A date of documents is much work that touches the warehouse little, so one date's goes on while another is committed.
    if index == Self.services.firstIndex(of: "phase6-publish") {
      environment["BACKCOURT_CONCURRENCY"] =
        environment["BACKCOURT_CONCURRENCY"] ?? String(min(ProcessInfo.processInfo.activeProcessorCount, 4))
    }
    if let days = options.bootstrapDays {
      environment["BACKCOURT_BOOTSTRAP_DAYS"] = String(days)
    }
    return environment
  }

  private static func executable(_ name: String) throws -> String {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let path = own.deletingLastPathComponent().appendingPathComponent(name).path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw CommandOutcome(
        code: CommandOutcome.failed, message: "the service \(path) is not there; build all products with `swift build`")
    }
    return path
  }

  private func waitUntilReady(_ warehouse: any Warehouse, startedAt: String) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if let problem = children.lazy.compactMap(\.problem).first {
        await stop()
        throw CommandOutcome(code: CommandOutcome.failed, message: problem)
      }
      let registered = try await warehouse.read { try Ledger.registeredPhases(since: startedAt, in: $0) }
      if registered.count == Phase.allCases.count, try CoordinatorAddress.read(from: options.dataDirectory) != nil,
        await (try client()).isReady()
      {
        return
      }
      try await Task.sleep(for: .milliseconds(50))  // start-up of foreign processes: nothing wakes us
    }
    await stop()
    let disk = MachineChecks.disk(at: options.dataDirectory)
    let why = disk.verdict == .broken ? ": \(disk.what)" : ""
    throw CommandOutcome(
      code: CommandOutcome.failed,
      message: "the services did not come up within 60 s\(why); see \(options.dataDirectory)/logs")
  }
}

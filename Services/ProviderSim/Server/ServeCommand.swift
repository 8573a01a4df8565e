import ArgumentParser
import Foundation

/// `provider-sim serve`: the providers' HTTP APIs for a simulated league.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves the providers' HTTP APIs for a simulated league on this machine.",
    discussion: """
      BACKCOURT_SOURCE=sim:http://127.0.0.1:PORT makes phase 1 take its payloads from it. Every answer is labelled as \
      simulated. Faults are given as shares of answers and follow from the seed, so a failing run can be repeated.
      """)

  @Option(help: "Port on loopback; 0 takes any free one.")
  var port = 8430

  @Flag(help: "Games are over 2½ hours after their tip-off by this machine's clock; without it all are over.")
  var followClock = false

  @OptionGroup(title: "League")
  var options: LeagueOptions

  @OptionGroup(title: "Faults")
  var faults: SimulatedFaults

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
  }

  /// Returns when standard input ends: whoever started this process is gone.
  private static func endOfInput() async {
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    Thread.detachNewThread {
      while readLine() != nil {}
      end.finish()
    }
    for await _ in ends {}
  }

  func run() async throws {
    guard let league = options.league else { return }
    let now: (@Sendable () -> Double)? = followClock ? { @Sendable in Date().timeIntervalSince1970 } : nil
    let server = SimulatorServer(SimulatedLeagues(league, faults: faults, now: now), faults: faults, port: port)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.run { port in
          print("serving simulated providers: BACKCOURT_SOURCE=sim:http://127.0.0.1:\(port)")
          // Whoever waits for the line may read it from a file.
          fflush(nil)
        }
      }
      if ProcessInfo.processInfo.environment["BACKCOURT_SUPERVISED"] == "true" {
        group.addTask { await Self.endOfInput() }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}

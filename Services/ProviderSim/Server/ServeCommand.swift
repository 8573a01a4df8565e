import ArgumentParser
import Foundation
import League

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

  @Option(help: "How many seasons.")
  var seasons = 2

  @Option(help: "The season to begin with.")
  var firstSeason = "2011-12"

  @Option(help: "Everything follows from this number: the same seed gives the same answers.")
  var seed: UInt64 = 1

  @Option(help: "Teams, an even number from 8 to 30.")
  var teams = 12

  @Option(help: "Regular-season games of each team; a season has twice as many game dates.")
  var gamesPerTeam = 20

  @OptionGroup(title: "Faults")
  var faults: SimulatedFaults

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
    guard (1...20).contains(seasons) else { throw ValidationError("--seasons must be 1 to 20") }
    guard (8...30).contains(teams), teams % 2 == 0 else {
      throw ValidationError("--teams must be an even number from 8 to 30")
    }
    guard (6...82).contains(gamesPerTeam) else { throw ValidationError("--games-per-team must be 6 to 82") }
    guard Season(label: firstSeason[...]) != nil else {
      throw ValidationError("--first-season '\(firstSeason)' is not a season; write it as 2011-12")
    }
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
    guard let first = Season(label: firstSeason[...]) else { return }
    let league = SimulatedLeague(
      seed: seed, seasons: seasons, firstSeason: first, teams: teams, gamesPerTeam: gamesPerTeam)
    let server = SimulatorServer(
      SimulatedProviders(league, seed: seed, faults: faults), seed: seed, faults: faults, port: port)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.run { port in
          print("serving simulated providers: BACKCOURT_SOURCE=sim:http://127.0.0.1:\(port)")
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

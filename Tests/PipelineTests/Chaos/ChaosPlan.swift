import Foundation
import League
import TestKit

@testable import ProviderSim

/// How much chaos a run of the tests asks for.
///
/// | variable | default | meaning |
/// |---|---|---|
/// | `CHAOS_REPLAYS` | 1 | replays in one process, each with a seed of its own |
/// | `CHAOS_DATES` | 20 | about how many game dates the history has |
/// | `SEED` | by the date of the run's start, 1 in the short form | the first seed; with it alone one replay is made |
enum ChaosPlan {
  private static let environment = ProcessInfo.processInfo.environment

  static let dates = environment["CHAOS_DATES"].flatMap { Int($0) } ?? 20

  /// The seeds of this run, in order.
  static let seeds: [UInt64] = {
    if let seed = environment["SEED"].flatMap({ UInt64($0) }) { return [seed] }
    guard let count = environment["CHAOS_REPLAYS"].flatMap({ Int($0) }) else { return [1] }
    let first = UInt64(Date().timeIntervalSince1970) % 1_000_000 * 1000
    return (0..<UInt64(count)).map { first + $0 }
  }()

  /// An archive of one season with about so many dates, made once.
  static let archive: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    // Beside its regular season it has a Cup final, a play-in date and up to six playoff dates.
    let games = max(4, (dates - 8) / 2)
    try SimulatedLeague(seed: 5, seasons: 1, teams: 8, gamesPerTeam: games).write(to: folder.path)
    return folder
  }
}

import Foundation
import TestKit

@testable import ProviderSim

/// A small simulated archive: one season of eight teams, made once for all tests.
enum SmallArchive {
  static let shared: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    _ = try SimulatedLeague(seed: 7, seasons: 1, teams: 8, gamesPerTeam: 20).write(to: folder.path)
    return folder
  }

  /// The shared archive's folder. Not to be changed.
  static func path() throws -> String { try shared.get().path }

  /// A copy that a test may change.
  static func copy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let from = try path()
    for file in try FileManager.default.contentsOfDirectory(atPath: from) {
      try FileManager.default.copyItem(atPath: "\(from)/\(file)", toPath: folder.file(file))
    }
    return folder
  }
}

import Contracts
import Foundation
import League
import Providers
import Testing

/// The folder of real seasons, where there is one.
private enum RealData {
  static let directory: String? = {
    let shared =
      ProcessInfo.processInfo.environment["BACKCOURT_DATA"]
      ?? FileManager.default.currentDirectoryPath + "/../shared/data"
    let candidates = [shared, shared + "/real"]
    let found = candidates.first { FileManager.default.fileExists(atPath: $0 + "/games_2021-22.csv.gz") }
    if found == nil { print("skipped: no real data at \(shared); set BACKCOURT_DATA to test against it") }
    return found
  }()
}

@Suite("Real dates", .enabled(if: RealData.directory != nil))
struct RealSeasonTests {
  @Test(
    "real dates go through without a line left out",
    arguments: [
      ("2022-01-22", 3), ("2022-04-16", 4), ("2023-01-05", 4), ("2023-12-09", 1), ("2026-01-02", 10), ("2026-06-13", 1),
    ])
  func dates(text: String, games: Int) async throws {
    let phases = try await TwoPhases(archive: RealData.directory)
    let done = try await phases.process(try #require(GameDate(text[...])))
    #expect([.complete, .degraded].contains(done.status))
    #expect(try await phases.select("SELECT count(*) FROM game_results") == [["\(games)"]])
    #expect(try await phases.select("SELECT count(*) FROM raw_quarantine") == [["0"]])
  }

  @Test("team points are the score, and players' points add up to them")
  func pointsAddUp() async throws {
    let phases = try await TwoPhases(archive: RealData.directory)
    try await phases.process(try #require(GameDate("2023-01-05"[...])))
    #expect(
      try await phases.select(
        "SELECT count(*) FROM game_results g JOIN raw_team_box t USING (game_id) WHERE t.pts = "
          + "CASE WHEN t.is_home THEN g.home_score ELSE g.away_score END AND t.pts = (SELECT sum(p.pts) FROM raw_player_box p "
          + "WHERE p.game_id = t.game_id AND p.team = t.team)") == [["8"]])
  }
}

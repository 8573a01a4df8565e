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
    "real dates go through with no line left out but the one known to be wrong",
    arguments: [
      ("2022-01-22", 3), ("2022-04-16", 4), ("2023-01-05", 4), ("2023-12-09", 1), ("2026-01-02", 10), ("2026-06-13", 1),
    ])
  func dates(text: String, games: Int) async throws {
    let phases = try await TwoPhases(archive: RealData.directory)
    let done = try await phases.process(try #require(GameDate(text[...])))
    #expect([.complete, .degraded].contains(done.status))
    #expect(try await phases.select("SELECT count(*) FROM game_results") == [["\(games)"]])
    // One line of the injury log of 2022-04-15 has a remark where the name should be.
    let left = text == "2022-04-16" ? [["raw_injury_reports"]] : []
    #expect(try await phases.select("SELECT table_name FROM raw_quarantine") == left)
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

  @Test("the play by play gives the points and blocks of the box, and 60 minutes of the fourth quarter to each team")
  func playByPlay() async throws {
    let phases = try await TwoPhases(archive: RealData.directory)
    try await phases.process(try #require(GameDate("2023-01-05"[...])))
    #expect(
      try await phases.select(
        "SELECT count(*) FROM raw_player_box b LEFT JOIN raw_play_by_play p USING (game_id, player_id) WHERE "
          + "IFNULL(p.pts, 0) <> b.pts OR IFNULL(p.paint_blocks + p.mid_range_blocks + p.three_pt_blocks, 0) <> b.blk")
        == [["0"]])
    #expect(
      try await phases.select(
        "SELECT sum(q4_seconds) FROM raw_play_by_play GROUP BY game_id, team")
        == Array(repeating: ["3600.0"], count: 8))
  }
}

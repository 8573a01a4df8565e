import Contracts
import Foundation
import League
import ProviderSim
import Testing

@testable import Phase2Raw

@Suite("Raw tables from the providers' documents", .serialized, .timeLimit(.minutes(5)))
struct SimulatedProvidersTests {
  private static let season = Season(startYear: 2011)

  @Test("a simulated season becomes the rows that an archive's becomes, and nothing is left out")
  func season() async throws {
    try await SimulatedSite(seed: 11, missingBoxes: 0.6, reversed: 0.3).whileServing { base in
      let phases = try await TwoPhases(source: "sim:\(base)")
      let opening = try await phases.process(Self.season.partitionDate)
      #expect(opening["games"]?.status == .complete)
      let dates = Set(try await phases.select("SELECT game_date FROM games").map { $0[0] }).compactMap { GameDate($0) }
      #expect(dates.count > 12)
      for date in dates.sorted() {
        let completion = try await phases.process(date)
        for table in completion.tables where table.status == .failed { Issue.record("\(date) \(table)") }
      }
      func count(_ query: String) async throws -> Int {
        try await phases.select("SELECT COUNT(*) FROM \(query)").first.flatMap { Int($0[0]) } ?? -1
      }
      let games = try await count("games")
      #expect(games >= 30)
      #expect(try await count("game_results") == games)
      #expect(try await count("raw_team_box") == 2 * games)
      #expect(try await count("raw_play_by_play WHERE pts > 0") > 12 * games)
      #expect(try await count("raw_shots") > 150 * games)
      #expect(try await count("raw_game_lines") == 3 * games)
      #expect(try await count("raw_prop_lines WHERE player_id IS NULL") == 0)
      #expect(try await count("raw_prop_lines WHERE opening_line IS NOT NULL") > 100)
      #expect(try await count("raw_quarantine") == 0)
      // The boxes of every provider, each with its players' points.
      for adapter in ["nba_box", "nba_box_v3", "nba_game_log", "balldontlie_box"] {
        #expect(try await count("raw_player_box WHERE source LIKE '\(adapter).%' AND pts > 0") > 10, "\(adapter)")
      }
      // A fourth quarter is sixty minutes a side, wherever its five are all told of.
      let quarters = try await phases.select(
        "SELECT game_id, team, sum(q4_seconds), count(*) - count(q4_seconds) FROM raw_play_by_play GROUP BY 1, 2")
      #expect(quarters.count == 2 * games && quarters.count { $0[3] == "0" } > games)
      for quarter in quarters where quarter[3] == "0" { #expect(quarter[2] == "3600.0", "\(quarter)") }
      let wrong = try await count(
        "(SELECT t.game_id FROM raw_team_box t JOIN raw_player_box p ON p.game_id = t.game_id AND p.team = t.team "
          + "GROUP BY t.game_id, t.team HAVING SUM(p.pts) <> t.pts)")
      #expect(wrong == 0)
    }
  }
}

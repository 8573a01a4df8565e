import Foundation
import Ledger
import TestKit
import Testing
import Warehouse

@testable import ProviderSim

@Suite("Plans, and runs of a part", .serialized, .timeLimit(.minutes(10)))
struct PlanTests {
  private func backcourt(_ arguments: [String], in data: String) async throws -> (
    code: Int32, output: String, error: String
  ) {
    try await Built.run("backcourt", arguments + ["--data", data])
  }

  private func local(_ archive: TemporaryFolder? = nil) throws -> [String] {
    ["--local", "--source", "archive:\(try archive?.path ?? Archives.small.get().path)"]
  }

  private func settled(_ data: String, _ condition: String) async throws -> Int {
    let warehouse = try SQLiteWarehouse(path: data + "/warehouse.sqlite", access: .existing)
    let sql =
      "SELECT count(*) FROM output_grid WHERE state IN ('complete', 'degraded', 'empty_ok', 'skipped') AND \(condition)"
    return try await warehouse.read { try $0.first(sql) { $0.int(0) } ?? 0 }
  }

  @Test("a plan on file runs exactly as shown, and is refused with exit code 4 once the world has changed")
  func planOnFile() async throws {
    let folder = try TemporaryFolder()
    let (data, file) = (folder.file("data"), folder.file("plan.json"))
    let archive = try TemporaryFolder()
    try SimulatedLeague(seed: 11, seasons: 2, teams: 8, gamesPerTeam: 10).write(to: archive.path)
    let planned = try await backcourt(
      ["plan", "--year", "2012", "--through", "phase2", "--out", file] + local(archive), in: data)
    #expect(planned.code == 0, "\(planned.error)")
    struct Plan: Decodable {
      struct Day: Decodable {
        var date: String
        var isIncluded: Bool
      }
      var dates: [Day]
    }
    let plan = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    let days = plan.dates.filter(\.isIncluded).map(\.date)
    #expect(days.count > 10 && days.allSatisfy { $0.hasPrefix("2012-") })
    #expect(try await settled(data, "table_name = 'raw_player_box'") == 0, "a plan does nothing")

    let first = try await backcourt(["backfill", "--plan", file] + local(archive), in: data)
    #expect(first.code == 0, "\(first.output)\(first.error)")
    #expect(try await settled(data, "table_name = 'raw_player_box'") == days.count)
    #expect(try await settled(data, "table_name = 'raw_player_box' AND game_date LIKE '2012-%'") == days.count)
    #expect(try await settled(data, "phase > 'phase2'") == 0)
    #expect(
      try await settled(data, "table_name = 'games' AND game_date LIKE '2011-11-%'") > 0, "there is more to select")

    let second = try await backcourt(["backfill", "--plan", file] + local(archive), in: data)
    #expect(second.code == 4, "\(second.output)\(second.error)")
  }

  @Test("a run of some tables works on these alone, and its gates answer for these")
  func someTables() async throws {
    let folder = try TemporaryFolder()
    let data = folder.file("data")
    let raw = try await backcourt(["backfill", "--all", "--through", "phase2"] + local(), in: data)
    #expect(raw.code == 0, "\(raw.output)\(raw.error)")
    let some = try await backcourt(
      [
        "backfill", "--all", "--from", "phase3", "--through", "phase3", "--strategy", "staged", "--tables",
        "team_offense_game_summary,team_defense_game_summary",
      ] + local(), in: data)
    #expect(some.code == 0, "\(some.output)\(some.error)")
    #expect(some.output.contains("gate G1  passed"))
    let dates = try await settled(data, "table_name = 'game_results'")
    #expect(try await settled(data, "table_name = 'team_offense_game_summary'") == dates)
    #expect(try await settled(data, "table_name = 'team_defense_game_summary'") == dates)
    #expect(try await settled(data, "table_name = 'player_game_summary'") == 0)
  }

  @Test("profile answers with what a table holds; a table that is not there is answered with the nearest name")
  func profile() async throws {
    let folder = try TemporaryFolder()
    let data = folder.file("data")
    let run = try await backcourt(["backfill", "--all", "--through", "phase2"] + local(), in: data)
    #expect(run.code == 0, "\(run.output)\(run.error)")
    let text = try await backcourt(["profile", "raw_player_box", "--season", "2011-12"], in: data)
    #expect(text.code == 0 && text.output.contains("pts") && text.output.contains("0 to 150"), "\(text.error)")
    let json = try await backcourt(["profile", "raw_player_box", "--json"], in: data)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(report["rows"] as? Int ?? 0 > 1000)
    let absent = try await backcourt(["profile", "raw_player_bix"], in: data)
    #expect(absent.code == 2 && absent.error.contains("did you mean raw_player_box?"), "\(absent.error)")
    let never = try await backcourt(["profile", "raw_player_box", "--season", "1999-00"], in: data)
    #expect(never.code == 3 && never.output.contains("no rows"), "\(never.output)")
  }
}

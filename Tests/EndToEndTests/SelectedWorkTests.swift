import Contracts
import Foundation
import Ledger
import League
import TestKit
import Testing
import Warehouse

@Suite("Runs that meet a failed cell", .serialized, .timeLimit(.minutes(10)))
struct SelectedWorkTests {
  private func backfill(_ arguments: [String], data: String) async throws -> (code: Int32, output: String, run: Run) {
    let answer = try await Built.run("backcourt", ["backfill", "--json", "--data", data] + arguments)
    let run = try JSONDecoder().decode(RunRecord.self, from: Data(answer.output.utf8))
    return (answer.code, answer.output + answer.error, Run(record: run))
  }

  /// A run as the command shows it, with what its JSON fields hold.
  private struct Run {
    struct Summary: Decodable {
      struct Report: Decodable {
        var planned: Int
        var complete: Int
        var degraded: Int
      }
      var report: Report?
    }
    struct Gate: Decodable {
      var gate: String
      var name: String
      var passed: Bool
      var detail: String
    }
    var record: RunRecord
    var report: Summary.Report? {
      record.report.flatMap { try? JSONDecoder().decode(Summary.self, from: Data($0.utf8)) }?.report
    }
    var gates: [Gate] {
      record.gates.flatMap { try? JSONDecoder().decode([Gate].self, from: Data($0.utf8)) } ?? []
    }
  }

  @Test(
    "R81: a run of some tables that meets a failed cell is blocked, and its gate names the cells of these tables alone")
  func tablesAndGates() async throws {
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    let raw = try await backfill(["--all", "--through", "phase2"], data: stack.data)
    #expect(raw.code == 0, "\(raw.output)")
    let one = try await backfill(
      [
        "--all", "--from", "phase3", "--through", "phase3", "--strategy", "staged", "--tables",
        "team_offense_game_summary",
      ], data: stack.data)
    #expect(one.code == 0, "\(one.output)")
    let dates = one.run.record.planned
    #expect(
      one.run.gates.filter { $0.gate == "g1" && $0.passed }.map(\.detail).contains("\(dates) of \(dates) cells"))
    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    // A date on which a reader of that table cannot run: the gate names the reader's cell, and no other.
    let lost = try #require(
      try await warehouse.read { try $0.first("SELECT max(game_date) FROM team_offense_game_summary") { $0.text(0) } })
    _ = try await warehouse.write { writer in
      try writer.execute(
        "UPDATE output_grid SET state = 'failed', error = 'lost', change = ? WHERE table_name = ? AND game_date = ?",
        [.integer(Int64(try Ledger.nextChange(in: writer))), .text("team_offense_game_summary"), .text(lost)])
    }
    let refused = try await backfill(
      [
        "--all", "--from", "phase3", "--through", "phase3", "--strategy", "staged", "--tables",
        "team_defense_game_summary",
      ], data: stack.data)
    #expect(refused.code == 1)
    #expect(refused.run.record.state == .refused, "\(refused.output)")
    #expect(
      refused.run.gates.filter { !$0.passed }.map(\.detail) == [
        "1 of \(dates) cells are missing: team_defense_game_summary \(lost)"
      ])
    try await stack.stop()
  }

  @Test(
    "--accept-gaps settles a reader of a failed cell with what is there, degraded with the reason; without it, it waits"
  )
  func acceptGaps() async throws {
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    let base = try await backfill(["--all", "--through", "phase3"], data: stack.data)
    #expect(base.code == 0, "\(base.output)")
    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    let dates = try await warehouse.read { reader in
      try reader.all("SELECT game_date FROM output_grid WHERE table_name = 'player_game_summary' ORDER BY 1") {
        $0.text(0).flatMap { GameDate($0[...]) }
      }.compactMap { $0 }
    }
    let lost = dates[dates.count - 2]
    _ = try await warehouse.write { writer in
      try writer.execute(
        "UPDATE output_grid SET state = 'failed', error = 'the box score is lost', change = ? WHERE table_name = 'player_game_summary' AND game_date = ?",
        [.integer(Int64(try Ledger.nextChange(in: writer))), lost.sqlValue])
    }
    let last = "\(dates[dates.count - 1])"
    let strict = try await backfill(["--all", "--from", "phase4", "--through", "phase4"], data: stack.data)
    #expect(strict.code == 1)
    #expect(strict.output.contains(last) && strict.output.contains("the box score is lost"), "\(strict.output)")

    let lenient = try await backfill(
      ["--all", "--from", "phase4", "--through", "phase4", "--accept-gaps"], data: stack.data)
    #expect(lenient.code == 0, "\(lenient.output)")
    #expect((lenient.run.report?.degraded ?? 0) > 0)
    let cell = try #require(try await warehouse.cell("player_daily_cache", dates[dates.count - 1]))
    #expect(cell.state == .degraded)
    #expect(cell.reason?.contains("earlier dates of player_game_summary are not there") == true, "\(cell.reason ?? "")")
    try await stack.stop()
  }
}

import Foundation
import League
import TestKit
import Testing
import Warehouse

@Suite("Separate processes over the Kafka protocol", .serialized, .timeLimit(.minutes(10)))
struct StackTests {
  @Test("a local backfill settles every date, answers every question, and does nothing the second time")
  func localBackfill() async throws {
    let folder = try TemporaryFolder()
    let data = folder.file("data")
    let archive = try Archives.small.get().path
    let replay = ["backfill", "--local", "--all", "--source", "archive:\(archive)", "--data", data]
    let run = try await Built.run("backcourt", replay)
    #expect(run.code == 0, "\(run.output)\(run.error)")
    #expect(run.output.contains("0 failed"))
    let first = try await Built.digest(data)

    let again = try await Built.run("backcourt", replay)
    #expect(again.code == 0)
    #expect(again.output.contains("nothing to do"))
    #expect(try await Built.digest(data) == first)

    for phase in ["phase1", "phase2", "phase3", "phase4", "phase5a", "phase5b", "phase6"] {
      let verified = try await Built.run(
        "backcourt", ["verify", "--phase", phase, "--season", "2011-12", "--data", data])
      #expect(verified.code == 0, "\(phase): \(verified.output)\(verified.error)")
    }
    for question in [["status"], ["coverage"], ["gaps"], ["runs"], ["digest"]] {
      let text = try await Built.run("backcourt", question + ["--data", data])
      #expect(text.code == 0 && !text.output.isEmpty, "\(question): \(text.error)")
      let json = try await Built.run("backcourt", question + ["--data", data, "--json"])
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.output.utf8)) }
    }
    let asked = try QuestionsPage.commands()
    #expect(asked.map(\.number) == Array(1...20))
    for (number, arguments) in asked {
      let answer = try await Built.run("backcourt", arguments + ["--data", data, "--json"])
      #expect(answer.code == 0, "question \(number): \(answer.error)")
      let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
      let rows = try #require(json?["rows"] as? [[String: String]], "question \(number)")
      // Nothing is missing here, so what asks for what is missing finds none.
      let asksForFaults = [2, 3, 9, 10, 11, 12, 19, 20].contains(number)
      #expect(rows.isEmpty == asksForFaults, "question \(number): \(rows.prefix(2))")
    }
    let warehouse = try SQLiteWarehouse(path: data + "/warehouse.sqlite", access: .existing)
    let date = try await warehouse.read { reader in
      try reader.first("SELECT max(game_date) FROM results_document") { $0.text(0) }
    }
    let explained = try await Built.run(
      "backcourt", ["explain", try #require(date), "results_document", "--data", data])
    #expect(explained.code == 0 && explained.output.contains("up to date with its inputs"))
    for table in ["results_document", "games", "season_schedule"] {
      let nothing = try await Built.run("backcourt", ["explain", "2012-07-15", table, "--data", data])
      #expect(nothing.code == 3, "\(table): \(nothing.output)\(nothing.error)")
    }

    // Damage a row behind the ledger's back: verify says so, by date and table.
    _ = try await warehouse.write { writer in
      try writer.execute("DELETE FROM results_document WHERE game_date = ?", [.text(date ?? "")])
    }
    let damaged = try await Built.run(
      "backcourt", ["verify", "--phase", "phase6", "--season", "2011-12", "--data", data])
    #expect(damaged.code == 1)
    #expect(damaged.output.contains("\(date ?? "") ") && damaged.output.contains("results_document"))

    // A cell that failed, by hand as well: every question about faults names it.
    _ = try await warehouse.write { writer in
      try writer.execute(
        """
        UPDATE output_grid SET state = 'failed', error = 'seeded', error_category = 'defect'
        WHERE game_date = ? AND table_name IN ('results_document', 'player_game_summary', 'player_daily_cache')
        """, [.text(date ?? "")])
    }
    for number in [2, 9, 11, 12, 19, 20] {
      let answer = try await Built.run("backcourt", ["ask", "\(number)", "--data", data])
      #expect(answer.output.contains(date ?? "no date"), "question \(number): \(answer.output)")
    }
    let gate = try await Built.run("backcourt", ["ask", "gate-g1", "--data", data])
    #expect(gate.output.contains("refuses") && gate.output.contains("player_game_summary \(date ?? "")"))
    #expect(try await Built.run("backcourt", ["ask", "why", "--data", data]).code == 2)
  }

  @Test("a date published with kcat replays that date while the stack is up")
  func kcat() async throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/kcat") else {
      Issue.record("kcat is not installed; `make setup` installs it")
      return
    }
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    let run = try await Built.run("backcourt", ["backfill", "--all", "--data", stack.data])
    #expect(run.code == 0, "\(run.output)\(run.error)")
    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    let date = try #require(
      try await warehouse.read { try $0.first("SELECT max(game_date) FROM results_document") { $0.text(0) } })
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c",
      "echo '{\"date\":\"\(date)\",\"from\":\"phase5b\",\"force\":true}' | kcat -P -b \(stack.bootstrapServers) -t backcourt.backfill.date",
    ]
    try shell.run()
    try await eventually("the date is replayed", within: .seconds(30)) {
      try await warehouse.read { reader in
        try reader.first(
          "SELECT state FROM run_history WHERE table_name = 'results_document' AND game_date = ? AND run_id LIKE 'adhoc-%'",
          [.text(date)]
        ) { $0.text(0) }
      } == "complete"
    }
    try await stack.stop()
  }
}

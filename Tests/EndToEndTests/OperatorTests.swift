import Contracts
import Foundation
import Ledger
import League
import TestKit
import Testing
import Warehouse

@Suite("The operator's commands", .serialized, .timeLimit(.minutes(10)))
struct OperatorTests {
  private struct Diagnosis: Decodable {
    struct Finding: Decodable {
      var check: String
      var verdict: String
      var what: String
      var remedy: String?
    }
    var verdict: String
    var findings: [Finding]
  }

  private func doctor(
    _ data: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) async throws -> (code: Int32, diagnosis: Diagnosis) {
    let answer = try await Built.run(
      "backcourt", ["doctor", "--json", "--data", data] + arguments, environment: environment)
    return (answer.code, try JSONDecoder().decode(Diagnosis.self, from: Data(answer.output.utf8)))
  }

  @Test(
    "R76: on a healthy folder the doctor finds nothing broken; each seeded fault is found where it lies, with what to do"
  )
  func doctor() async throws {
    let folder = try TemporaryFolder()
    let (data, source) = (folder.file("data"), "archive:\(try Archives.small.get().path)")
    let run = try await Built.run(
      "backcourt", ["backfill", "--local", "--all", "--through", "phase2", "--source", source, "--data", data])
    #expect(run.code == 0, "\(run.output)\(run.error)")
    let healthy = try await doctor(data, ["--source", source])
    #expect(healthy.code == 0)
    #expect(healthy.diagnosis.findings.allSatisfy { $0.verdict != "broken" }, "\(healthy.diagnosis.findings)")

    func broken(_ answer: (code: Int32, diagnosis: Diagnosis)) -> [String: String] {
      #expect(answer.code == 1)
      let bad = answer.diagnosis.findings.filter { $0.verdict == "broken" }
      #expect(bad.allSatisfy { $0.remedy != nil })
      return Dictionary(bad.map { ($0.check, $0.what) }) { "\($0) | \($1)" }
    }
    let settings = broken(
      try await doctor(
        data,
        environment: [
          "BACKCOURT_BOOTSTRAP_DAY": "7", "BACKCOURT_CONCURRENCY": "many", "BACKCOURT_SOURCE": "archive:/no",
        ]))
    #expect(settings["configuration"]?.contains("did you mean BACKCOURT_BOOTSTRAP_DAYS?") == true)
    #expect(settings["configuration"]?.contains("BACKCOURT_CONCURRENCY is 'many'") == true)
    #expect(settings["source"]?.contains("/no") == true)
    let broker = broken(try await doctor(data, environment: ["KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1"]))
    #expect(broker["broker"]?.contains("127.0.0.1:1 does not answer") == true)

    let warehouse = try SQLiteWarehouse(path: data + "/warehouse.sqlite", access: .existing)
    try await warehouse.write { writer in
      try writer.execute("DELETE FROM game_results WHERE game_date = (SELECT max(game_date) FROM game_results)", [])
      try writer.execute("DROP TABLE player_game_summary", [])
      try writer.execute("CREATE TABLE stranger (x INTEGER)", [])
      try writer.execute("UPDATE output_grid SET code_version = 'old@0' WHERE table_name = 'games'", [])
    }
    let damaged = try await doctor(data)
    let found = broken(damaged)
    #expect(found["claims"]?.contains("game_results on ") == true)
    #expect(found["schema"] == "player_game_summary is not there")
    #expect(damaged.diagnosis.findings.contains { $0.check == "code versions" && $0.what.contains("old@0") })
    let refused = try await Built.run(
      "backcourt", ["backfill", "--local", "--all", "--source", source, "--data", data])
    #expect(refused.code == 1)
    #expect(refused.error.contains("the base is broken, so nothing was started"), "\(refused.error)")
    #expect(refused.error.contains("player_game_summary is not there"))
  }

  /// Publishes what a foreign client might, with the escapes of `printf`.
  private func publish(_ body: String, to topic: String, _ stack: RunningStack) throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "printf '\(body)' | kcat -P -b \(stack.bootstrapServers) -t \(topic)"]
    try shell.run()
    shell.waitUntilExit()
  }

  @Test(
    "R78: a dead letter is listed, shown safely, replayed a bounded number of times, dropped, and outlives the stack")
  func deadLetters() async throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/kcat") else {
      Issue.record("kcat is not installed; `make setup` installs it")
      return
    }
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    try publish(#"{"date":"\033[31mred"}"#, to: Topic.backfillDate.name, stack)
    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    @Sendable func letters(_ state: DeadLetter.State) async throws -> [DeadLetter] {
      try await warehouse.read { try Ledger.deadLetters(state, limit: 100, in: $0) }
    }
    try await eventually("the letter is recorded", within: .seconds(30)) { try await letters(.open).count == 1 }
    let letter = try #require(try await letters(.open).first)
    func ask(_ arguments: String...) async throws -> (code: Int32, output: String, error: String) {
      try await Built.run("backcourt", ["deadletter"] + arguments + ["--data", stack.data])
    }
    let listed = try await ask("list")
    #expect(listed.code == 0 && listed.output.contains(letter.id) && !listed.output.contains("\u{1B}"))
    let shown = try await ask("show", String(letter.id.prefix(6)))
    #expect(shown.output.contains("came from") && shown.output.contains(Topic.backfillDate.name))
    #expect(!shown.output.contains("\u{1B}"))

    let dry = try await ask("replay", "--dry-run")
    #expect(dry.code == 0 && dry.output.contains("1 of 1 dead letter would go out again"))
    for times in 1...3 {
      let replayed = try await ask("replay", "--reason", "mended")
      #expect(replayed.code == 0, "\(replayed.output)\(replayed.error)")
      try await eventually("it died again", within: .seconds(30)) {
        try await letters(.open).map(\.redrives) == [times]
      }
    }
    let tired = try await ask("replay")
    #expect(tired.code == 1 && tired.output.contains("was sent again 3 times"), "\(tired.output)\(tired.error)")

    // One message that two services cannot read goes out once, not twice.
    try publish("junk", to: Topic.complete(.analytics).name, stack)
    try await eventually("both letters are recorded", within: .seconds(30)) { try await letters(.open).count == 3 }
    let both = try await letters(.open).filter { $0.originalTopic == Topic.complete(.analytics).name }
    let once = try await ask("replay", both[0].id, both[1].id)
    #expect(once.code == 0 && once.output.contains("is of the same message as"), "\(once.output)\(once.error)")
    try await eventually("it died again, twice", within: .seconds(30)) {
      try await letters(.open).map(\.redrives).sorted() == [1, 1, 3]
    }
    try await stack.stop()

    let dropped = try await ask("drop", "--all", "--reason", "junk")
    #expect(dropped.code == 0 && dropped.output.contains("3 of 3"))
    #expect(try await letters(.open).isEmpty)
    #expect(try await letters(.replayed).count == 5)
    let twice = try await ask("drop", letter.id, "--reason", "junk")
    #expect(twice.code == 1 && twice.error.contains("decided already: \(letter.id)"), "\(twice.error)")
    let audit = try await Built.run("backcourt", ["audit", "--data", stack.data])
    #expect(audit.output.contains("deadletter drop") && audit.output.contains("mended"))
  }

  @Test(
    "R80: rows, changed rows and grid rows that were damaged by hand are found and made again, equal, and the audit says so"
  )
  func repair() async throws {
    let folder = try TemporaryFolder()
    let (data, source) = (folder.file("data"), "archive:\(try Archives.small.get().path)")
    let local = ["--local", "--source", source, "--data", data]
    let run = try await Built.run("backcourt", ["backfill", "--all"] + local)
    #expect(run.code == 0, "\(run.output)\(run.error)")
    let before = try await Built.run("backcourt", ["digest", "--data", data]).output
    let healthy = try await Built.run("backcourt", ["gaps", "--repair"] + local)
    #expect(
      healthy.code == 0 && healthy.output == "Nothing is missing or damaged.\n", "\(healthy.output)\(healthy.error)")

    let warehouse = try SQLiteWarehouse(path: data + "/warehouse.sqlite", access: .existing)
    let dates = try await warehouse.read { reader in
      try reader.all("SELECT DISTINCT game_date FROM player_game_summary ORDER BY 1") { $0.text(0) ?? "" }
    }
    try await warehouse.write { writer in
      try writer.execute("DELETE FROM player_game_summary WHERE game_date = ?", [.text(dates[9])])
      try writer.execute(
        "UPDATE raw_player_box SET pts = pts + 1 WHERE game_date = ? AND pts IS NOT NULL", [.text(dates[15])])
      try writer.execute(
        "DELETE FROM output_grid WHERE table_name = 'player_daily_cache' AND game_date = ?", [.text(dates[20])])
    }
    let repaired = try await Built.run("backcourt", ["gaps", "--repair", "--reason", "a bad disk"] + local)
    #expect(repaired.code == 0, "\(repaired.output)\(repaired.error)")
    for found in [
      "player_game_summary on \(dates[9]): ",
      "raw_player_box on \(dates[15]): the rows are not those that were written",
      "player_daily_cache on \(dates[20]): it is not in the grid",
    ] {
      #expect(repaired.output.contains(found), "\(repaired.output)")
    }
    #expect(repaired.output.contains("3 damaged and 0 unfinished cells"))
    #expect(repaired.output.contains("Now nothing is missing or damaged."))
    #expect(try await Built.run("backcourt", ["digest", "--data", data]).output == before)
    let audit = try await Built.run("backcourt", ["audit", "--data", data])
    #expect(audit.output.contains("gaps --repair: a bad disk"), "\(audit.output)")
  }

  @Test("a running backfill is paused and cancelled from outside, and what failed is retried up to the cap")
  func steering() async throws {
    let stack = try await RunningStack(archive: try Archives.small.get().path)
    let none = try await Built.run("backcourt", ["pause", "--data", stack.data])
    #expect(none.code == 1 && none.error.contains("no run is at work"), "\(none.error)")
    async let run = Built.run("backcourt", ["backfill", "--all", "--max-in-flight", "1", "--data", stack.data])
    let warehouse = try SQLiteWarehouse(path: stack.data + "/warehouse.sqlite", access: .existing)
    try await eventually("some dates are through", within: .seconds(60)) {
      try await warehouse.number("SELECT count(*) FROM run_dates WHERE state = 'complete'") ?? 0 > 3
    }
    let paused = try await Built.run("backcourt", ["pause", "--reason", "games tonight", "--data", stack.data])
    #expect(paused.code == 0, "\(paused.error)")
    let followed = try await run
    #expect(followed.code == 1 && followed.error.contains("backcourt resume"), "\(followed.output)\(followed.error)")
    let cancelled = try await Built.run("backcourt", ["cancel", "--data", stack.data])
    #expect(cancelled.code == 0 && cancelled.output.contains("not reached"), "\(cancelled.output)\(cancelled.error)")
    #expect(try await warehouse.number("SELECT count(*) FROM output_grid WHERE state = 'running'") == 0)
    let over = try await Built.run("backcourt", ["resume", "--data", stack.data])
    #expect(over.code == 1)

    let nothing = try await Built.run("backcourt", ["retry", "--failed", "--data", stack.data])
    #expect(nothing.code == 0 && nothing.output.contains("Nothing has failed"), "\(nothing.output)\(nothing.error)")
    try await stack.stop()
  }
}

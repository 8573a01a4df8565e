import Contracts
import Foundation
import Ledger
import League
import TestKit
import Testing
import Warehouse

@Suite("A newcomer's path", .serialized, .timeLimit(.minutes(5)))
struct NewcomerTests {
  private static let date = "2011-12-20"

  @Test(
    "README alone: run, look, replay, break, find out why, repair; then its other commands, telemetry, the runbooks")
  func readme() async throws {
    for tool in ["kcat", "sqlite3", "curl"] where !FileManager.default.isExecutableFile(atPath: "/usr/bin/\(tool)") {
      Issue.record("\(tool) is not installed; `make setup` installs it")
      return
    }
    let terminal = try NewcomersTerminal()
    // Other stacks on this machine keep their ports.
    let ports = "--port 0 --documents-port 0 --telemetry-port 0"
    terminal.substitutes.append(("backcourt up ", "backcourt up \(ports) "))
    let steps = try ShownSession.steps(of: "README.md")
    #expect(steps.count > 15 && steps.last?.command == "kill %1")
    for step in steps {
      if step.command == "kill %1" { try await everythingElse(terminal) }
      let (code, answer) = try await terminal.type(step.command)
      #expect(code == step.code, "\(step): \(answer)")
      let missing = ShownSession.missing(step.answer, in: answer)
      #expect(missing.isEmpty, "\(step) answered:\n\(answer)")
      if step.isInBackground, let address = answer.firstMatch(of: #/bus +(\S+)/#) {
        terminal.substitutes.append(("127.0.0.1:43079", String(address.output.1)))
      }
    }
  }

  private func everythingElse(_ terminal: NewcomersTerminal) async throws {
    for (shown, meant) in [
      ("2023-24", "2011-12"), ("2022-23", "2011-12"), ("2024-01-15", Self.date), ("DATE", Self.date),
      ("TABLE", "player_game_summary"),
    ] {
      terminal.substitutes.append((shown, meant))
    }
    try await otherCommands(terminal)
    try await watch(terminal)
    let address = try await telemetry(terminal)
    terminal.substitutes.append(("HOST:PORT", address))
    try await runbooks(terminal)
  }

  /// What README shows besides: a run of each does what it can here, or says why not.
  private func otherCommands(_ terminal: NewcomersTerminal) async throws {
    let looking = try ShownSession.commands(of: "README.md", after: "## Look, replay, break, find out why, repair")
    let commands = try ShownSession.commands(of: "README.md", after: "## How to run a backfill")
    #expect(commands.count > 14, "\(commands)")
    for command in looking.filter({ !$0.hasPrefix("$ ") && $0.hasPrefix("backcourt ") }) + commands {
      let words = command.components(separatedBy: " | ")
      // Alternatives stand for commands of which each but the first wants an argument that only its own page has.
      let isChoice = words.count > 1 && !command.hasPrefix("echo ")
      let (code, answer) = try await terminal.type(isChoice ? words[0] : command)
      #expect(
        [0, 1].contains(code) && (command.hasPrefix("echo ") || !answer.isEmpty), "\(command): \(code) \(answer)")
    }
    let (code, answer) = try await terminal.type("backcourt gaps")
    #expect(code == 0, "\(answer)")
  }

  /// On a terminal it draws again and again within the size, on a screen of its own that it leaves at Ctrl-C.
  private func watch(_ terminal: NewcomersTerminal) async throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    let watched = "timeout --foreground --preserve-status -s INT 6 backcourt watch --every 0.2"
    let (code, answer) = try await terminal.type("script -qec 'stty cols 70 rows 12; \(watched)' /dev/null")
    #expect(code == 0)
    let escape = "\u{1B}["
    #expect(answer.hasPrefix("\(escape)?1049h") && answer.hasSuffix("\(escape)?1049l"))
    let frames = answer.components(separatedBy: "\(escape)H").dropFirst()
    #expect(frames.count >= 2)
    for frame in frames {
      let text = frame.components(separatedBy: "\(escape)J")[0].replacing("\(escape)K", with: "")
      let lines = text.components(separatedBy: "\r\n").map { $0.filter { $0 != "\r" } }
      #expect(lines.count <= 12 && lines.allSatisfy { $0.count <= 70 } && lines[0].hasPrefix("Backcourt  "), "\(lines)")
    }
  }

  /// Every service tells its metrics and its health; gives an address of one.
  private func telemetry(_ terminal: NewcomersTerminal) async throws -> String {
    var found = ""
    for service in RunningStack.services {
      let log = try String(contentsOfFile: terminal.data + "/logs/\(service).log", encoding: .utf8)
      let told = log.split(separator: "\n").last { $0.contains("\"telemetry is served\"") } ?? ""
      let address = try #require(
        told.firstMatch(of: #/"address":"([^"]+)"/#).map { String($0.output.1) }, "\(service) serves no telemetry")
      let metrics = try await terminal.type("curl -sf \(address)/metrics").answer
      for name in ["backcourt_build_info{service=\"\(service)\"", "backcourt_ready 1", "backcourt_consumer_lag{"] {
        #expect(metrics.contains(name), "\(service): \(name)")
      }
      for page in ["healthz", "readyz"] {
        let (code, answer) = try await terminal.type("curl -sf \(address)/\(page)")
        #expect(code == 0 && answer.contains("\"status\":\"\(page == "healthz" ? "ok" : "ready")\""), "\(answer)")
      }
      #expect(try await terminal.type("curl -sf \(address)/api/overview").code != 0, "nothing else is served there")
      found = address
    }
    return found
  }

  /// The commands of each runbook, in order, with something failed and something dead.
  private func runbooks(_ terminal: NewcomersTerminal) async throws {
    let warehouse = try SQLiteWarehouse(path: terminal.data + "/warehouse.sqlite", access: .existing)
    let key = CellKey("player_game_summary", try #require(GameDate(Self.date)))
    try await warehouse.write { writer in
      var cell = try #require(try Ledger.cell(key, in: writer))
      let token = try cell.life.take(owner: "somebody", until: 1, now: 0)
      try cell.life.finish(token: token, state: .failed)
      (cell.error, cell.errorCategory) = ("seeded", .defect)
      try Ledger.put(cell, change: try Ledger.nextChange(in: writer), at: "2024-01-01T00:00:00.000Z", in: writer)
    }
    _ = try await terminal.type("echo '{\"date\":7}' | kcat -P -b 127.0.0.1:43079 -t backcourt.backfill.date")
    try await eventually("the dead letter is recorded") {
      try await warehouse.read { try !Ledger.deadLetters(.open, limit: 1, in: $0).isEmpty }
    }
    let (letter, run) = try await warehouse.read { reader in
      (
        try Ledger.deadLetters(.open, limit: 1, in: reader).first?.id,
        try Ledger.runs(limit: 1, in: reader).first?.runID
      )
    }
    terminal.substitutes += [
      (" ID", " " + (letter ?? "")), (" RUN", " " + (run ?? "")), ("--start …", "--start \(Self.date)"),
      ("--end …", "--end \(Self.date)"), ("--source …", "--source archive:/tmp/archive"),
      ("--reason …", "--reason seen"),
      ("archive:/tmp/archive", "archive:\(terminal.folder.file("archive"))"),
    ]
    let folder = "docs/operations/runbooks"
    let pages = try ShownSession.text(of: "\(folder)/README.md").matches(of: #/\]\(([a-z-]+\.md)\)/#).map {
      "\(folder)/\($0.output.1)"
    }
    #expect(pages.count > 10)
    for page in pages {
      for command in try ShownSession.mentioned(in: page) where command != "backcourt up" {
        let (code, answer) = try await terminal.type(command)
        #expect([0, 1].contains(code) && !answer.isEmpty, "\(page): \(command): \(code) \(answer)")
        if page.hasSuffix("cells-failed.md"), command == "backcourt explain DATE TABLE" {
          #expect(answer.contains("failed, seeded") || answer.contains("complete"), "\(answer)")
        }
      }
    }
    #expect(try await terminal.type("backcourt gaps").answer.contains("Nothing is missing."))
    #expect(try await terminal.type("backcourt deadletter list").answer.contains("No dead letter"))
  }
}

import ArgumentParser
import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Reports
import TestKit
import Testing

@testable import Backcourt

@Suite("The command line")
struct CommandLineTests {
  /// The command that words lead to; nil when they are more or less than the name of one.
  private func command(named words: [String]) -> (any ParsableCommand.Type)? {
    var found: (any ParsableCommand.Type)?
    for word in words {
      let types = (found ?? BackcourtCommand.self).configuration.subcommands
      guard let next = types.first(where: { $0._commandName == word }) else { return nil }
      found = next
    }
    return found
  }

  @Test("every command that a page shows is one, with these options and arguments")
  func shown() throws {
    let shown = try ShownCommand.all()
    #expect(shown.count > 120, "\(shown.count)")
    var good: Set<[String]> = []
    for command in shown {
      for words in command.alternatives where !good.contains(words) {
        #expect(throws: Never.self, "\(command)") { try BackcourtCommand.demandSubcommand(in: words) }
        if self.command(named: words) == nil, words.first?.hasPrefix("--") != true {
          do {
            _ = try BackcourtCommand.parseAsRoot(words)
          } catch {
            Issue.record("\(command): \(BackcourtCommand.message(for: error))")
          }
        }
        good.insert(words)
      }
      guard command.isNotation, let words = command.alternatives.first else { continue }
      let type = try #require(self.command(named: Array(words.prefix(1))), "\(command)")
      let help = BackcourtCommand.helpMessage(for: type)
      for option in command.options { #expect(help.contains(option), "\(command): \(option)") }
    }
  }

  @Test(
    "a first word that is no command is answered as such, with the nearest",
    arguments: [
      ("backfil", "did you mean `backcourt backfill`? "), ("stat", "did you mean `backcourt status`? "),
      ("explian", "did you mean `backcourt explain`? "), ("frobnicate", ""),
    ])
  func unknown(word: String, meant: String) throws {
    let outcome = #expect(throws: CommandOutcome.self) {
      try BackcourtCommand.demandSubcommand(in: [word, "--all"])
    }
    #expect(outcome?.code == 2)
    #expect(outcome?.message == "there is no command '\(word)'; \(meant)`backcourt --help` lists them")
    try BackcourtCommand.demandSubcommand(in: ["status"])
    try BackcourtCommand.demandSubcommand(in: ["--version"])
    try BackcourtCommand.demandSubcommand(in: [])
  }

  @Test("what goes on from a text is meant before what is spelt like it; what is far from everything is not guessed")
  func nearest() {
    let tables = ["games", "game_results", "player_game_summary", "payload_games", "raw_player_box"]
    #expect(tables.nearest(to: "game") == "games")
    #expect(tables.nearest(to: "player_game") == "player_game_summary")
    #expect(tables.nearest(to: "raw_player_bix") == "raw_player_box")
    #expect(tables.nearest(to: "odds") == nil)
    #expect(tables.nearest(to: "") == nil)
  }

  @Test("a folder without a warehouse is answered with what to do")
  func noWarehouse() throws {
    let folder = try TemporaryFolder()
    let options = try DataOptions.parse(["--data", folder.path])
    let outcome = #expect(throws: CommandOutcome.self) { _ = try options.warehouse() }
    #expect(outcome?.code == 1)
    #expect(outcome?.message?.hasPrefix("there is no warehouse in \(folder.path): nothing was replayed") == true)
  }

  @Test("every command, option and argument says what it is")
  func described() throws {
    func silent(in command: [String: Any], path: String) -> [String] {
      let path = "\(path) \(command["commandName"] as? String ?? "")"
      // ArgumentParser's own.
      guard !path.hasSuffix(" help") else { return [] }
      let arguments = (command["arguments"] as? [[String: Any]] ?? []).filter { $0["shouldDisplay"] as? Bool == true }
      let without = arguments.filter { ($0["abstract"] as? String ?? "").isEmpty }.map { argument in
        "\(path): \(argument["valueName"] ?? argument)"
      }
      let itself = (command["abstract"] as? String ?? "").isEmpty ? [path] : []
      return itself + without
        + (command["subcommands"] as? [[String: Any]] ?? []).flatMap { silent(in: $0, path: path) }
    }
    let described = try JSONSerialization.jsonObject(with: Data(BackcourtCommand._dumpHelp().utf8)) as? [String: Any]
    let root = try #require(described?["command"] as? [String: Any])
    #expect((root["subcommands"] as? [Any])?.count ?? 0 > 25)
    #expect(silent(in: root, path: "") == [])
  }

  @Test("the manual has every command with every option, and is nothing that roff would take amiss")
  func manual() throws {
    let page = try ManualPage(description: BackcourtCommand._dumpHelp(), version: "0.1.0").text
    for command in BackcourtCommand.configuration.subcommands {
      #expect(page.contains(".SS backcourt \(command._commandName)"), "\(command._commandName)")
    }
    for words in [
      "\\fB\\-\\-skip\\-downstream\\fR", "\\fB\\-\\-season\\fR \\fIseason\\fR", ".SS backcourt deadletter replay",
      ".SS backcourt explain \\fIdate\\fR \\fItable\\fR", "Exit codes: 0 done",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    let macros: Set = [".TH", ".SH", ".SS", ".TP", ".PP"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(macros.contains(String(line.prefix(3))), "\(line)")
    }
  }

  @Test("completions know every command and option, for each shell", arguments: [CompletionShell.bash, .zsh, .fish])
  func completions(shell: CompletionShell) {
    let script = BackcourtCommand.completionScript(for: shell)
    for command in BackcourtCommand.configuration.subcommands {
      #expect(script.contains(command._commandName), "\(command._commandName)")
    }
    for option in ["skip-downstream", "max-in-flight", "phase5a", "staged"] { #expect(script.contains(option)) }
  }
}

import ArgumentParser
import Foundation

/// The `backcourt` command's entry: parses, runs, and turns every error into a message and an exit code.
@main
enum BackcourtMain {
  static func main() async {
    do {
      try BackcourtCommand.demandSubcommand(in: Array(CommandLine.arguments.dropFirst()))
      var command = try BackcourtCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let outcome as CommandOutcome {
      if let message = outcome.message {
        FileHandle.standardError.write(Data("backcourt: \(message)\n".utf8))
      }
      exit(outcome.code)
    } catch {
      let isOurs = BackcourtCommand.exitCode(for: error) == .failure && !(error is ValidationError)
      let text = isOurs ? "backcourt: \(error)" : BackcourtCommand.fullMessage(for: error)
      switch BackcourtCommand.exitCode(for: error) {
      case .success:
        print(text)
        exit(0)
      case .validationFailure:
        FileHandle.standardError.write(Data((text + "\n").utf8))
        exit(CommandOutcome.usage)
      case let code:
        FileHandle.standardError.write(Data((text + "\n").utf8))
        exit(code.rawValue)
      }
    }
  }
}

/// How a command ends when it does not end well, or has nothing to do.
struct CommandOutcome: Error {
  static let failed: Int32 = 1
  static let usage: Int32 = 2
  static let nothingSelected: Int32 = 3
  static let planChanged: Int32 = 4

  var code: Int32
  var message: String?
}

/// The operator's one tool.
struct BackcourtCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backcourt",
    abstract: "Replays NBA history through the player-props pipeline, and answers for the result.",
    discussion: """
      Exit codes: 0 done, 1 failed or something is missing, 2 called in a way that cannot work, 3 no game date is \
      selected, 4 the plan has changed since it was made.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Working", subcommands: [Up.self, Backfill.self, Replay.self, Publish.self, PlanCommand.self]),
      CommandGroup(
        name: "Steering and mending",
        subcommands: [Pause.self, Resume.self, Cancel.self, Retry.self, DeadLetters.self, Unlock.self, Halt.self]),
      CommandGroup(
        name: "Asking",
        subcommands: [
          Ask.self, Watch.self, Status.self, Coverage.self, Gaps.self, Verify.self, Explain.self, Profile.self,
          Tables.self,
          Accuracy.self,
          Models.self,
          Digest.self,
          Fetches.self,
          Unresolved.self,
          RunsCommand.self,
        ]),
      CommandGroup(
        name: "Watching over it",
        subcommands: [Doctor.self, Audit.self, AlertsCommand.self, Topics.self, Broker.self, Manual.self]),
    ])
}

extension BackcourtCommand {
  /// Refuses a first word that is no subcommand before its options are read, which would be blamed instead.
  ///
  /// - Throws: ``CommandOutcome`` with the nearest name there is.
  static func demandSubcommand(in arguments: [String]) throws {
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help" else { return }
    let names = configuration.subcommands.map { $0._commandName }
    guard !names.contains(word) else { return }
    let meant = names.nearest(to: word).map { "did you mean `backcourt \($0)`? " } ?? ""
    throw CommandOutcome(
      code: CommandOutcome.usage, message: "there is no command '\(word)'; \(meant)`backcourt --help` lists them")
  }
}

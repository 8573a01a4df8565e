import Alerts
import ArgumentParser
import Foundation
import Ledger
import Logging
import Reports
import Runtime
import Warehouse

struct AlertsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "What the coordinator told people, and whether they would hear it.",
    subcommands: [List.self, Test.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Alerts, digests and heartbeats that were delivered, newest first.")
    @Option(name: .long, help: "How many.")
    var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    }

    func run() async throws {
      let limit = limit
      let entries = try await data.warehouse().read { reader in
        try reader.all(
          "SELECT at, what, subject, reason FROM audit WHERE who = 'alerts' ORDER BY id DESC LIMIT ?",
          [.integer(Int64(limit))]
        ) { ["at": $0.text(0) ?? "", "kind": $0.text(1) ?? "", "subject": $0.text(2) ?? "", "said": $0.text(3) ?? ""] }
      }
      try output.show(entries) {
        var table = TextTable(columns: [.left("at"), .left("kind"), .left("said")])
        for entry in entries {
          table.add([entry["at"] ?? "", entry["kind"] ?? "", entry["said"] ?? ""].map(SafeText.line))
        }
        return table.isEmpty ? "Nothing was told yet, not even a heartbeat: is a coordinator up?" : table.text
      }
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send a test alert to every sink of this environment, and say which took it.",
      discussion: "Exit code 1 when one did not.")
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let settings = try Settings(environment: ProcessInfo.processInfo.environment)
      let sinks = try AlertSinks.open(
        folder: data.data, webhook: settings.alertWebhook, logger: Logger(label: "backcourt"))
      let alert = Alert(
        kind: .test, severity: .info, subject: "test", title: "A test: alerts arrive here",
        details: ["sent by \(Operator.name)"], at: Date().timestamp)
      var answers: [[String: String]] = []
      for sink in sinks {
        do throws(AlertFailure) {
          try await sink.send(alert)
          answers.append(["sink": sink.name, "answer": "taken"])
        } catch {
          answers.append(["sink": sink.name, "answer": "\(error)"])
        }
      }
      if settings.alertWebhook == nil {
        answers.append(["sink": "webhook", "answer": "none: BACKCOURT_ALERT_WEBHOOK is not set"])
      }
      try output.show(answers) {
        answers.map { "\($0["sink"] ?? ""): \($0["answer"] ?? "")" }.joined(separator: "\n")
      }
      if answers.contains(where: { $0["answer"] != "taken" && $0["answer"]?.hasPrefix("none") != true }) {
        throw CommandOutcome(code: CommandOutcome.failed)
      }
    }
  }
}

import ArgumentParser
import Contracts
import Foundation
import Ledger
import Reports
import Warehouse

struct DeadLetters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadletter", abstract: "Messages that a service could not read or finish: list, show, replay, drop.",
    discussion: """
      The coordinator records them in the ledger, where they outlive the bus. What was decided about a letter is kept; \
      `list` shows those about which nothing was.
      """,
    subcommands: [List.self, Show.self, ReplayLetters.self, Drop.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Dead letters by cause, and each with its place, age and reason; the oldest first.")
    @Option(name: .long, help: "open, replayed, dropped or all.")
    var state = "open"
    @Option(name: .long, help: "Only those of a phase.")
    var phase: Phase?
    @Option(name: .long, help: "How many are shown one by one.")
    var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard state == "all" || DeadLetter.State(rawValue: state) != nil else {
        throw ValidationError("--state must be open, replayed, dropped or all.")
      }
      guard limit >= 0 else { throw ValidationError("--limit must not be negative.") }
    }

    func run() async throws {
      let (state, topic, limit) = (DeadLetter.State(rawValue: state), phase.map { Topic.deadLetter($0).name }, limit)
      let report = try await data.warehouse().read { reader in
        DeadLetterReport(
          state: state, reasons: try Ledger.deadLetterReasons(state, on: topic, in: reader),
          letters: try Ledger.deadLetters(state, on: topic, limit: limit, in: reader), now: Date())
      }
      try output.show(report) { report.text }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One dead letter, whole.")
    @Argument(help: "Its id, or how the id begins.")
    var id: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let letter = try await DeadLetters.letter(id, in: data.warehouse())
      try output.show(letter) { DeadLetterReport.text(letter) }
    }
  }

  struct Drop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide that dead letters are not wanted; who decided and why is kept.")
    @Argument(help: "Ids, or how they begin.")
    var ids: [String] = []
    @Flag(name: .long, help: "All that are open.")
    var all = false
    @Option(name: .long, help: "With --all: only those of a phase.")
    var phase: Phase?
    @OptionGroup var why: DemandedReason
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard ids.isEmpty == all else { throw ValidationError("Say which: ids, or --all.") }
    }

    func run() async throws {
      let warehouse = try data.warehouse()
      let (topic, reason, who, time) = (
        phase.map { Topic.deadLetter($0).name }, why.reason, Operator.name, Date().timestamp
      )
      var chosen: [String] = []
      for id in ids { chosen.append(try await DeadLetters.letter(id, in: warehouse).id) }
      if all {
        chosen = try await warehouse.read { try Ledger.deadLetters(.open, on: topic, limit: .max, in: $0) }.map(\.id)
      }
      let dropped = try await warehouse.write { [chosen] writer in
        let dropped = try chosen.filter { try Ledger.decide($0, .dropped, who: who, why: reason, at: time, in: writer) }
        if !dropped.isEmpty {
          let subject = dropped.count == 1 ? dropped[0] : "\(dropped.count) letters, the first \(dropped[0])"
          try Ledger.audit(who: who, what: "deadletter drop", subject: subject, reason: reason, at: time, in: writer)
        }
        return dropped
      }
      try output.show(dropped) {
        chosen.isEmpty
          ? "No dead letter is open." : "\(dropped.count) of \(chosen.count.counted("dead letter")) dropped."
      }
      let left = Set(chosen).subtracting(dropped).sorted()
      if !left.isEmpty {
        throw CommandOutcome(
          code: CommandOutcome.failed,
          message: "decided already: \(left.joined(separator: ", ")); `backcourt deadletter show ID` says by whom")
      }
    }
  }

  /// The one letter whose id begins so.
  static func letter(_ id: String, in warehouse: any Warehouse) async throws -> DeadLetter {
    let found = try await warehouse.read { try Ledger.deadLetters(nil, id: id, limit: 2, in: $0) }
    guard found.count <= 1 else {
      throw CommandOutcome(
        code: CommandOutcome.usage, message: "several dead letters begin with '\(id)'; write more of it")
    }
    guard let letter = found.first, !id.isEmpty else {
      throw CommandOutcome(
        code: CommandOutcome.usage, message: "there is no dead letter '\(id)'; `backcourt deadletter list` lists them")
    }
    return letter
  }
}

import ArgumentParser
import Bus
import Contracts
import Foundation
import Ledger
import Runtime
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
          reasons: try Ledger.deadLetterReasons(state, on: topic, in: reader),
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

  struct ReplayLetters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "replay", abstract: "Send dead letters to the topics that they died on again.",
      discussion: """
        Without ids: those that are open, the oldest first, at most --max of them. Each carries how often it was sent \
        again, and is refused when that was --max-redrives times, so that none can loop. Exit code 1 when any was refused.
        """)
    @Argument(help: "Ids, or how they begin.")
    var ids: [String] = []
    @Option(name: .long, help: "Only those of a phase.")
    var phase: Phase?
    @Option(name: .long, help: "At most so many.")
    var max = 100
    @Option(name: .long, help: "At most so many a second.")
    var rate = 10.0
    @Option(name: .customLong("max-redrives"), help: "Refuse a letter that was sent again so often.")
    var maxRedrives = EventBus.maxRedrives
    @Option(name: .long, help: "Why, for the audit.")
    var reason: String?
    @Flag(name: .long, help: "Show what would be sent, and send nothing.")
    var dryRun = false
    @OptionGroup var data: DataOptions
    @OptionGroup var stack: StackOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard max >= 1 else { throw ValidationError("--max must be at least 1.") }
      guard rate > 0, rate <= 1000 else { throw ValidationError("--rate must be more than 0 and at most 1000.") }
    }

    private struct Sent: Encodable {
      var id: String
      var topic: String?
      var refusal: String?
    }

    func run() async throws {
      let warehouse = try data.warehouse()
      let topic = phase.map { Topic.deadLetter($0).name }
      let max = max
      var letters: [DeadLetter] = []
      for id in ids { letters.append(try await DeadLetters.letter(id, in: warehouse)) }
      if ids.isEmpty {
        letters = try await warehouse.read { try Ledger.deadLetters(.open, on: topic, limit: max, in: $0) }
      }
      letters = Array(letters.prefix(max))
      let results = Results()
      if dryRun {
        for letter in letters {
          do throws(RedriveRefusal) {
            await results.add(
              letter.id, topic: try EventBus.redrive(of: letter, limit: maxRedrives).topic, refusal: nil)
          } catch {
            await results.add(letter.id, topic: nil, refusal: "\(error)")
          }
        }
      } else if !letters.isEmpty {
        let order = ReplayOrder(requestedBy: Operator.name, reason: reason, maxRedrives: maxRedrives)
        let (pause, chosen) = (Duration.seconds(1 / rate), letters)
        try await stack.withCoordinator(data: data.data) { client in
          for (index, letter) in chosen.enumerated() {
            if index > 0 { try await Task.sleep(for: pause) }  // the rate that was asked for
            do {
              let sent = try await client.replay(letter.id, order)
              await results.add(letter.id, topic: sent.originalTopic ?? Topic.backfillDate.name, refusal: nil)
            } catch CoordinatorProblem.refused(_, let why) {
              await results.add(letter.id, topic: nil, refusal: why)
            }
          }
        }
      }
      let sent = await results.sent.map { Sent(id: $0.id, topic: $0.topic, refusal: $0.refusal) }
      try output.show(sent) {
        let lines = sent.map {
          "\($0.id)  \($0.topic.map { "to \($0)" } ?? "refused: \(SafeText.line($0.refusal ?? ""))")"
        }
        let done = sent.count { $0.refusal == nil }
        return (lines + ["\(done) of \(sent.count) dead letters \(dryRun ? "would be" : "were") sent again."])
          .joined(separator: "\n")
      }
      if sent.contains(where: { $0.refusal != nil }) { throw CommandOutcome(code: CommandOutcome.failed) }
    }

    private actor Results {
      var sent: [(id: String, topic: String?, refusal: String?)] = []
      func add(_ id: String, topic: String?, refusal: String?) { sent.append((id, topic, refusal)) }
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
    @Option(name: .long, help: "Why, for the audit.")
    var reason: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard ids.isEmpty == all else { throw ValidationError("Say which: ids, or --all.") }
      guard !reason.trimmingCharacters(in: .whitespaces).isEmpty else {
        throw ValidationError("--reason must say why they are not wanted.")
      }
    }

    func run() async throws {
      let warehouse = try data.warehouse()
      let (topic, reason, who, time) = (
        phase.map { Topic.deadLetter($0).name }, reason, Operator.name, Date().timestamp
      )
      var chosen: [String] = []
      for id in ids { chosen.append(try await DeadLetters.letter(id, in: warehouse).id) }
      if all {
        chosen = try await warehouse.read { try Ledger.deadLetters(.open, on: topic, limit: .max, in: $0) }.map(\.id)
      }
      let dropped = try await warehouse.write { [chosen] writer in
        let dropped = try chosen.filter { try Ledger.decide($0, .dropped, who: who, why: reason, at: time, in: writer) }
        if !dropped.isEmpty {
          let subject = dropped.count == 1 ? dropped[0] : "\(dropped.count) letters from \(dropped[0])"
          try Ledger.audit(who: who, what: "deadletter drop", subject: subject, reason: reason, at: time, in: writer)
        }
        return dropped
      }
      try output.show(dropped) { "\(dropped.count) of \(chosen.count) dead letters were dropped." }
      if dropped.count < chosen.count {
        throw CommandOutcome(
          code: CommandOutcome.failed,
          message: "the others were decided already; see `backcourt deadletter list --state all`")
      }
    }
  }

  /// The one letter whose id begins so.
  private static func letter(_ id: String, in warehouse: any Warehouse) async throws -> DeadLetter {
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

import ArgumentParser
import Bus
import Contracts
import Foundation
import Ledger
import Reports
import Runtime
import Warehouse

extension DeadLetters {
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
    @OptionGroup var why: ReasonOption
    @Flag(name: .long, help: "Show what would be sent, and send nothing.")
    var dryRun = false
    @OptionGroup var data: DataOptions
    @OptionGroup var stack: StackOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard max >= 1 else { throw ValidationError("--max must be at least 1.") }
      guard maxRedrives >= 1 else { throw ValidationError("--max-redrives must be at least 1.") }
      guard rate > 0, rate <= 1000 else { throw ValidationError("--rate must be more than 0 and at most 1000.") }
    }

    private struct Sent: Encodable {
      var id: String
      var topic: String?
      /// Another letter of the same message, with which it went.
      var with: String?
      var refusal: String?

      var text: String {
        if let with { return "\(id)  is of the same message as \(with)" }
        return "\(id)  \(topic.map { "to \($0)" } ?? "refused: \(SafeText.line(refusal ?? ""))")"
      }
    }

    func run() async throws {
      let letters = try await chosen()
      let results = Results()
      if dryRun {
        let limit = maxRedrives
        try await results.collect(letters) { letter in
          do {
            return .success(try EventBus.redrive(of: letter, limit: limit).topic)
          } catch {
            return .failure(error)
          }
        }
      } else if !letters.isEmpty {
        let order = ReplayOrder(requestedBy: Operator.name, reason: why.reason, maxRedrives: maxRedrives)
        let pause = Duration.seconds(1 / rate)
        try await stack.withCoordinator(data) { client in
          try await results.collect(letters, pause: pause) { letter in
            do {
              return .success(try await client.replay(letter.id, order).originalTopic ?? Topic.backfillDate.name)
            } catch let problem as CoordinatorProblem {
              guard case .refused = problem else { throw problem }
              return .failure(problem)
            }
          }
        }
      }
      let sent = await results.sent
      try output.show(sent) {
        guard !sent.isEmpty else { return "No dead letter is open." }
        let done = sent.count { $0.refusal == nil }
        let total = "\(done) of \(sent.count.counted("dead letter")) \(dryRun ? "would go" : "went") out again."
        return (sent.map(\.text) + [total]).joined(separator: "\n")
      }
      if sent.contains(where: { $0.refusal != nil }) { throw CommandOutcome(code: CommandOutcome.failed) }
    }

    private func chosen() async throws -> [DeadLetter] {
      let warehouse = try data.warehouse()
      let (topic, max) = (phase.map { Topic.deadLetter($0).name }, max)
      guard !ids.isEmpty else {
        return try await warehouse.read { try Ledger.deadLetters(.open, on: topic, limit: max, in: $0) }
      }
      var letters: [DeadLetter] = []
      for id in ids.prefix(max) { letters.append(try await DeadLetters.letter(id, in: warehouse)) }
      return letters
    }

    private actor Results {
      private(set) var sent: [Sent] = []

      /// Sends letters one after the other, each message once, with a pause after each.
      func collect(
        _ letters: [DeadLetter], pause: Duration = .zero,
        send: @Sendable (DeadLetter) async throws -> Result<String, any Error>
      ) async throws {
        var gone: [DeadLetter] = []
        for letter in letters {
          if let first = gone.first(where: letter.isOfSameMessage) {
            sent.append(Sent(id: letter.id, with: first.id))
            continue
          }
          if !sent.isEmpty { try await Task.sleep(for: pause) }  // the rate that was asked for
          switch try await send(letter) {
          case .success(let topic):
            gone.append(letter)
            sent.append(Sent(id: letter.id, topic: topic))
          case .failure(let refusal): sent.append(Sent(id: letter.id, refusal: "\(refusal)"))
          }
        }
      }
    }
  }
}

import Bus
import Logging
import Testing

/// What several consumption loops received, together.
struct Audience: Sendable {
  struct Receipt: Hashable, Sendable {
    let member: String
    let key: String?
    let body: String
  }

  /// A running loop.
  struct Seat: Sendable {
    let consumer: Consumer
    let member: Stage.Member
    fileprivate let run: Task<Void, any Error>

    /// Leaves the group in good order.
    func leave() async throws {
      consumer.drain()
      try await run.value
    }

    /// Dies in the midst of its work.
    func die() async {
      await member.die()
      run.cancel()
      // A loop whose subscription died under it ends with an error, or was cancelled before it saw that.
      _ = await run.result
    }
  }

  private let receipts = Locked<[Receipt]>([])

  /// All receipts in the order of handling.
  var all: [Receipt] { receipts.value }
  /// The bodies received at least once.
  var bodies: Set<String> { Set(all.map(\.body)) }

  /// Lets a member take part, which handles with `handle`.
  func seat(
    _ name: String, _ member: Stage.Member, concurrent: Int = 8,
    handle: @escaping @Sendable (Delivery) async throws -> Void = { _ in }
  ) -> Seat {
    let receipts = receipts
    let consumer = Consumer(
      subscription: member.subscription, limits: .init(maxConcurrent: concurrent),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, lane: { _ in .live }
    ) { delivery in
      let body = String(decoding: delivery.message.body, as: UTF8.self)
      receipts.update { $0.append(Receipt(member: name, key: delivery.message.key, body: body)) }
      try await handle(delivery)
    }
    return Seat(consumer: consumer, member: member, run: Task { try await consumer.run() })
  }

  /// Whether the first receipts of each key's bodies are in the order of their numbers.
  func isOrderedPerKey() -> Bool {
    var seen: Set<String> = []
    let first = all.filter { seen.insert($0.body).inserted }
    return Dictionary(grouping: first, by: \.key).values.allSatisfy { receipts in
      let numbers = receipts.map { Int($0.body.split(separator: "#").last ?? "") ?? -1 }
      return numbers == numbers.sorted()
    }
  }
}

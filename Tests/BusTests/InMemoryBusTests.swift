import Testing

@testable import Bus

@Suite(.timeLimit(.minutes(1))) struct InMemoryBusTests {
  @Test("a dead member's settlements no longer count")
  func lateSettle() async throws {
    let bus = InMemoryBus(topics: ["t"])
    try await bus.publish(Message(topic: "t", key: "a", body: []))
    let member = try bus.join(["t"], group: "g")
    let delivery = try #require(await member.next())
    member.abandon()
    delivery.settle()
    let heir = try bus.join(["t"], group: "g")
    #expect(bus.unsettled(by: "g") == 1)
    #expect(await heir.next()?.message.key == "a")
  }

  @Test("a rebalance takes every share away: what is in flight comes again, also to the same member")
  func eagerRebalance() async throws {
    let bus = InMemoryBus(topics: ["t"], partitions: 1)
    try await bus.publish(Message(topic: "t", key: "a", body: []))
    let first = try bus.join(["t"], group: "g")
    let early = try #require(await first.next())
    _ = try bus.join(["t"], group: "g")
    early.settle()
    let again = try #require(await first.next())
    #expect(again.offset == early.offset)
    again.settle()
    #expect(bus.unsettled(by: "g") == 0)
  }

  @Test("partitions are read in turn: one long partition does not keep the others waiting")
  func fairness() async throws {
    let bus = InMemoryBus(topics: ["t"])
    for _ in 0..<1_000 { try await bus.publish(Message(topic: "t", key: "long", body: [])) }
    let other = (0..<100).map { "k\($0)" }
      .first { KeyHash.partition(of: $0, count: 12) != KeyHash.partition(of: "long", count: 12) }
    try await bus.publish(Message(topic: "t", key: other, body: []))
    let member = try bus.join(["t"], group: "g")
    let firstTwo = [await member.next()?.message.key, await member.next()?.message.key]
    #expect(Set(firstTwo) == ["long", other])
  }

  @Test("`settled` returns when a chain of handlers has come to rest, not before")
  func settledSeesChains() async throws {
    let bus = InMemoryBus(topics: ["a", "b", "c"])
    let ends = Locked(0)
    let consumers = try [("a", "b"), ("b", "c"), ("c", "")].map { source, target in
      Consumer(subscription: try bus.join([source], group: "from \(source)"), lane: { _ in .live }) { delivery in
        guard !target.isEmpty else { return ends.update { $0 += 1 } }
        try await bus.publish(Message(topic: target, key: delivery.message.key, body: []))
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for consumer in consumers { group.addTask { try await consumer.run() } }
      for number in 0..<100 { try await bus.publish(Message(topic: "a", key: "\(number)", body: [])) }
      await bus.settled()
      #expect(ends.value == 100)
      for consumer in consumers { consumer.drain() }
      try await group.waitForAll()
    }
    #expect(bus.published(to: "c").count == 100)
  }

  @Test("waiting for a message ends when the task is cancelled or the member closes")
  func waitingEnds() async throws {
    let bus = InMemoryBus(topics: ["t"])
    let member = try bus.join(["t"], group: "g")
    let cancelled = Task { await member.next() }
    cancelled.cancel()
    #expect(await cancelled.value == nil)
    let closed = Task { await member.next() }
    await member.close()
    #expect(await closed.value == nil)
  }
}

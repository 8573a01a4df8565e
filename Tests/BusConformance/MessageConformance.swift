import Testing

@testable import Bus

/// What every bus does with single messages.
@Suite(.timeLimit(.minutes(1))) struct MessageConformance {
  @Test(
    "messages arrive as they were published: ordered per key, whatever their size, headers and bytes",
    arguments: BusKind.available)
  func arrivesUnchanged(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let member = try await stage.join()
      let odd = [
        Message(topic: stage.topic, key: nil, body: Array("no key".utf8)),
        Message(topic: stage.topic, key: "empty", body: []),
        Message(topic: stage.topic, key: "", body: Array("empty key".utf8)),
        Message(topic: stage.topic, key: "binary", body: (0...255).map { UInt8($0) }),
        Message(topic: stage.topic, key: "2024-01-15", body: [0xff, 0xfe, 0x00, 0x80]),
        Message(topic: stage.topic, key: "žluťoučký", body: Array("keys are UTF-8".utf8)),
        Message(topic: stage.topic, key: "large", body: (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        Message(
          topic: stage.topic, key: "headers",
          headers: [
            .init("ce_type", "x"), .init("again", "1"), .init("again", "2"), .init("empty", ""), .init("ů", "ň"),
          ],
          body: [1]),
      ]
      let ordered = (0..<40).flatMap { number in (0..<20).map { key in stage.message("k\(key)", "#\(number)") } }
      try await stage.publish(odd + ordered)

      var received: [Delivery] = []
      while received.count < odd.count + ordered.count {
        let delivery = try #require(await member.subscription.next())
        received.append(delivery)
        delivery.settle()
      }
      for message in odd { #expect(received.contains { $0.message == message }, "\(message.key ?? "no key")") }
      for key in (0..<20).map({ "k\($0)" }) {
        let mine = received.filter { $0.message.key == key }
        #expect(mine.map { String(decoding: $0.message.body, as: UTF8.self) } == (0..<40).map { "#\($0)" })
        #expect(Set(mine.map(\.partition)) == [KeyHash.partition(of: key, count: 12)])
      }
      #expect(member.subscription.state.partitions == 12)
      #expect(member.subscription.state.hasJoined && member.subscription.state.isConnected)
      #expect(member.subscription.state.problem == nil)
    }
  }

  @Test("a message that is larger than the bus accepts is refused, and does no harm", arguments: BusKind.available)
  func tooLarge(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let huge = Message(topic: stage.topic, key: "k", body: Array(repeating: 7, count: 1_100_000))
      let error = await #expect(throws: BusError.self) { try await stage.bus.publish(huge) }
      guard case .tooLarge(stage.topic, let bytes) = error else {
        Issue.record("\(error as Any)")
        return
      }
      #expect(bytes >= 1_100_000)
      try await stage.bus.publish(stage.message("k", "small"))
    }
  }

  @Test("publishing to a topic that does not exist names the topic", arguments: BusKind.refusingUnknownTopics)
  func unknownTopic(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let topic = stage.topic + ".missing"
      await #expect(throws: BusError.unknownTopic(topic)) {
        try await stage.bus.publish(Message(topic: topic, key: "k", headers: [.init("a", "b")], body: [1]))
      }
    }
  }

  @Test(
    "waiting for a message ends when the task is cancelled and when the member closes", arguments: BusKind.available)
  func waitingEnds(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let member = try await stage.join()
      let cancelled = Task { await member.subscription.next() }
      cancelled.cancel()
      let afterCancel = await cancelled.value
      #expect(afterCancel == nil)
      let closed = Task { await member.subscription.next() }
      await member.subscription.close()
      #expect(await closed.value == nil)
      #expect(await member.subscription.next() == nil)
      #expect(!member.subscription.state.isConnected)
      await member.subscription.close()
    }
  }
}

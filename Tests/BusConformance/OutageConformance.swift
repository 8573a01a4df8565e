import Bus
import BusKafka
import Testing

/// What a bus does while its broker is away. Only where the broker can be taken away.
@Suite(.timeLimit(.minutes(1))) struct OutageConformance {
  @Test(
    "a broker that goes away is waited for: publishing goes on by itself, members resume, and the state says so meanwhile",
    arguments: BusKind.withOutage)
  func outage(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let broker = try #require(stage.broker)
      let audience = Audience()
      let member = try await stage.join()
      let seat = audience.seat("only", member)
      try await stage.publish((0..<50).map { stage.message("k\($0 % 5)", "#\($0)") })
      await eventually("the first are handled") { audience.bodies.count == 50 }

      for round in 1...2 {
        broker.setDown()
        await eventually("the member knows") {
          !member.subscription.state.isConnected && member.subscription.state.problem != nil
        }
        let done = Locked(false)
        let publishing = Task {
          try await stage.publish((round * 50..<round * 50 + 50).map { stage.message("k\($0 % 5)", "#\($0)") })
          done.update { $0 = true }
        }
        await eventually("the publisher knows") { (stage.bus as? KafkaBus)?.problem != nil }
        #expect(!done.value)
        broker.setUp()
        try await publishing.value
        await eventually("all are handled") { audience.bodies.count == 50 + round * 50 }
        await eventually("the member is well") {
          member.subscription.state.isConnected && member.subscription.state.problem == nil
        }
      }
      #expect(audience.isOrderedPerKey())
      try await seat.leave()
    }
  }

  @Test("a message that cannot be delivered in time is refused as retryable", arguments: BusKind.withOutage)
  func timesOut(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let broker = try #require(stage.broker)
      var settings = try #require(stage.settings)
      settings.deliveryTimeout = 1_000
      let bus = try KafkaBus(settings: settings)
      broker.setDown()
      let error = await #expect(throws: BusError.self) { try await bus.publish(stage.message("k", "#0")) }
      #expect(error?.isRetryable == true)
      broker.setUp()
      try await bus.publish(stage.message("k", "#0"))
      await bus.close()
    }
  }

  @Test("closing while the broker is away ends within the limits", arguments: BusKind.withOutage)
  func closes(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      let broker = try #require(stage.broker)
      let bus = try KafkaBus(settings: try #require(stage.settings))
      let member = try await bus.subscribe(to: [stage.topic], group: stage.group)
      await eventually("it has joined") { member.state.hasJoined }
      broker.setDown()
      let publishing = Task { try await bus.publish(stage.message("k", "#0")) }
      await eventually("it is known") { bus.problem != nil }
      let start = ContinuousClock.now
      await bus.close(within: .milliseconds(500))
      #expect(ContinuousClock.now - start < .seconds(15))
      await #expect(throws: BusError.closed) { try await publishing.value }
      await #expect(throws: BusError.closed) { try await bus.publish(stage.message("k", "#1")) }
    }
  }
}

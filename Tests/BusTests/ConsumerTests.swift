import Logging
import Testing

@testable import Bus

@Suite(.timeLimit(.minutes(1))) struct ConsumerTests {
  private struct WorldIsDown: Error {}

  /// Keeps the levels of what is logged.
  private struct Told: LogHandler {
    let levels: Locked<[Logger.Level]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { levels.update { $0.append(event.level) } }
  }

  private let bus = InMemoryBus(topics: ["t"])
  private let clock = ManualClock()
  private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func publish(_ names: [String], key: (String) -> String? = { $0 }) async throws {
    for name in names { try await bus.publish(Message(topic: "t", key: key(name), body: Array(name.utf8))) }
  }

  private func name(_ delivery: Delivery) -> String { String(decoding: delivery.message.body, as: UTF8.self) }

  private func consumer(
    _ subscription: any Subscription, _ limits: Consumer.Limits = .init(),
    lane: @escaping @Sendable (Message) -> Lane = { _ in .live },
    handle: @escaping @Sendable (Delivery) async throws -> Void
  ) -> Consumer {
    Consumer(
      subscription: subscription, limits: limits, clock: clock, logger: quiet, lane: lane, handle: handle)
  }

  @Test("every message is handled and settled")
  func handlesAll() async throws {
    try await publish((0..<500).map { "m\($0)" })
    let seen = Locked<[String]>([])
    let consumer = consumer(try bus.join(["t"], group: "g")) { delivery in
      seen.update { $0.append(String(decoding: delivery.message.body, as: UTF8.self)) }
    }
    async let run: Void = consumer.run()
    await bus.settled()
    #expect(Set(seen.value).count == 500)
    consumer.drain()
    try await run
    #expect(bus.unsettled(by: "g") == 0)
    #expect(consumer.state.handled == 500)
  }

  @Test("at most so many handlers run at once, and as many as allowed do")
  func boundedConcurrency() async throws {
    try await publish((0..<40).map { "m\($0)" })
    let gate = Gate()
    let running = Locked((now: 0, most: 0))
    let consumer = consumer(try bus.join(["t"], group: "g"), .init(maxConcurrent: 3)) { _ in
      running.update { running in
        running.now += 1
        running.most = max(running.most, running.now)
      }
      await gate.pass()
      running.update { $0.now -= 1 }
    }
    async let run: Void = consumer.run()
    await eventually("three handlers run") { running.value.now == 3 }
    #expect(consumer.state.running == 3)
    gate.open()
    await bus.settled()
    #expect(running.value.most == 3)
    consumer.drain()
    try await run
  }

  @Test("live overtakes waiting backfill, and backfill keeps one turn in four")
  func lanes() async throws {
    try await publish(["first"] + (0..<4).map { "backfill\($0)" } + (0..<8).map { "live\($0)" })
    let gate = Gate()
    let order = Locked<[Lane]>([])
    let lane: @Sendable (Message) -> Lane = {
      String(decoding: $0.body, as: UTF8.self).hasPrefix("backfill") ? .backfill : .live
    }
    // The other messages are pulled while the first one's handler runs, in whatever order the partitions give them.
    let consumer = consumer(try bus.join(["t"], group: "g"), .init(maxConcurrent: 1), lane: lane) { delivery in
      await gate.pass()
      order.update { $0.append(lane(delivery.message)) }
    }
    async let run: Void = consumer.run()
    await eventually("all are pulled") {
      let state = consumer.state
      return state.running + state.waiting.values.reduce(0, +) == 13
    }
    gate.open()
    await bus.settled()
    let turns = order.value.enumerated().filter { $0.element == .backfill }.map(\.offset)
    #expect(turns.count == 4)
    #expect(turns[0] <= 4)
    #expect(turns[1] - turns[0] == 4)
    #expect(order.value.count == 13)
    consumer.drain()
    try await run
  }

  @Test("messages of one key are handled one after another in order")
  func keyOrder() async throws {
    try await publish((0..<200).map { "\($0)" }, key: { "k\((Int($0) ?? 0) % 7)" })
    let seen = Locked<[String: [Int]]>([:])
    let atWork = Locked<Set<String>>([])
    let consumer = consumer(try bus.join(["t"], group: "g"), .init(maxConcurrent: 6)) { delivery in
      let key = delivery.message.key ?? ""
      let isAlone = atWork.update { $0.insert(key).inserted }
      #expect(isAlone)
      await Task.yield()
      seen.update { $0[key, default: []].append(Int(String(decoding: delivery.message.body, as: UTF8.self)) ?? -1) }
      _ = atWork.update { $0.remove(key) }
    }
    async let run: Void = consumer.run()
    await bus.settled()
    for (_, numbers) in seen.value { #expect(numbers == numbers.sorted()) }
    #expect(seen.update { $0.values.reduce(0) { $0 + $1.count } } == 200)
    consumer.drain()
    try await run
  }

  @Test("R31: with the read-ahead full nothing is pulled")
  func backPressure() async throws {
    try await publish((0..<100).map { "m\($0)" })
    let gate = Gate()
    let subscription = CountingSubscription(try bus.join(["t"], group: "g"))
    let consumer = consumer(subscription, .init(readAhead: 10, maxConcurrent: 2)) { _ in await gate.pass() }
    async let run: Void = consumer.run()
    await eventually("the read-ahead is full") { subscription.pulled >= 12 }
    for _ in 0..<100 { await Task.yield() }
    #expect(subscription.pulled == 12)
    #expect(subscription.asked == 12)
    gate.open()
    await bus.settled()
    #expect(subscription.pulled == 100)
    consumer.drain()
    try await run
  }

  @Test(
    "R02: a handler that throws is called again with the same message, after growing waits, and settles when it returns"
  )
  func retries() async throws {
    try await publish(["m"])
    let attempts = Locked(0)
    let told = Locked<[Logger.Level]>([])
    let consumer = Consumer(
      subscription: try bus.join(["t"], group: "g"), clock: clock,
      logger: Logger(label: "test") { _ in Told(levels: told) },
      lane: { _ in .live }
    ) { _ in
      if attempts.update({
        $0 += 1; return $0
      }) < 4 {
        throw WorldIsDown()
      }
    }
    async let run: Void = consumer.run()
    for failure in 1...3 {
      await eventually("the loop waits, or has done with the message") {
        self.clock.sleeps.count == failure && self.clock.sleepers == 1 || self.bus.unsettled(by: "g") == 0
      }
      try #require(bus.unsettled(by: "g") == 1)
      #expect(attempts.value == failure)
      #expect(consumer.state.failure != nil)
      #expect(consumer.state.running == 1)
      clock.advance(by: .seconds(30))
    }
    await bus.settled()
    #expect(attempts.value == 4)
    await eventually("the failure is forgotten") { consumer.state.failure == nil }
    let sleeps = clock.sleeps
    try #require(sleeps.count == 3)
    #expect(sleeps[1] >= sleeps[0] && sleeps[2] >= sleeps[1])
    #expect(sleeps[0] >= .milliseconds(250) && sleeps[2] <= .seconds(2))
    #expect(told.value == [.warning, .debug, .debug], "what lasts is said once")
    consumer.drain()
    try await run
  }

  @Test("draining lets the handler at work finish and settle, and leaves what waits to the next member")
  func drain() async throws {
    try await publish((0..<20).map { "m\($0)" })
    let gate = Gate()
    let consumer = consumer(try bus.join(["t"], group: "g"), .init(maxConcurrent: 2)) { _ in await gate.pass() }
    async let run: Void = consumer.run()
    await eventually("two are at work") { consumer.state.running == 2 }
    consumer.drain()
    #expect(consumer.state.isDraining)
    gate.open()
    try await run
    #expect(consumer.state.handled == 2)
    let next = try bus.join(["t"], group: "g")
    #expect(bus.unsettled(by: "g") == 18)
    await next.close()
  }

  @Test("draining does not wait for a handler that keeps failing; its message is left")
  func drainWhileRetrying() async throws {
    try await publish(["m"])
    let consumer = consumer(try bus.join(["t"], group: "g")) { _ in throw WorldIsDown() }
    async let run: Void = consumer.run()
    await eventually("the loop waits") { self.clock.sleepers == 1 }
    consumer.drain()
    try await run
    #expect(consumer.state.handled == 0)
    let next = try bus.join(["t"], group: "g")
    #expect(await next.next()?.message.key == "m")
  }

  @Test("draining an idle loop ends it")
  func drainIdle() async throws {
    let consumer = consumer(try bus.join(["t"], group: "g")) { _ in }
    async let run: Void = consumer.run()
    consumer.drain()
    try await run
  }

  @Test("a cancelled loop cancels its handlers, settles nothing of theirs, and leaves the group")
  func cancellation() async throws {
    try await publish(["m"])
    let clock = clock
    let consumer = consumer(try bus.join(["t"], group: "g")) { _ in try await clock.sleep(for: .seconds(1)) }
    let run = Task { try await consumer.run() }
    await eventually("the handler runs") { clock.sleepers == 1 }
    run.cancel()
    try await run.value
    let next = try bus.join(["t"], group: "g")
    #expect(await next.next()?.message.key == "m")
  }

  @Test("a subscription that ends by itself ends the loop with an error")
  func endsByItself() async throws {
    let subscription = try bus.join(["t"], group: "g")
    let consumer = consumer(subscription) { _ in }
    let run = Task { try await consumer.run() }
    await subscription.close()
    await #expect(throws: BusError.self) { try await run.value }
  }

  @Test("the age of the oldest unsettled message and of the last progress follow the clock")
  func ages() async throws {
    let gate = Gate()
    let consumer = consumer(try bus.join(["t"], group: "g")) { _ in await gate.pass() }
    async let run: Void = consumer.run()
    #expect(consumer.state.oldestUnsettled == nil)
    try await publish(["m"])
    await eventually("it runs") { consumer.state.running == 1 }
    clock.advance(by: .seconds(7))
    #expect(consumer.state.oldestUnsettled == .seconds(7))
    gate.open()
    await eventually("it is settled") { consumer.state.handled == 1 }
    clock.advance(by: .seconds(2))
    #expect(consumer.state.oldestUnsettled == nil)
    #expect(consumer.state.sinceLastSettled == .seconds(2))
    consumer.drain()
    try await run
  }
}

import Foundation
import Testing

@testable import Bus
@testable import BusKafka

/// What only the Kafka bus has.
@Suite(.timeLimit(.minutes(1))) struct KafkaBusTests {
  @Test("settings that correctness rests on cannot be passed through, and the error says why")
  func reservedSettings() {
    for key in KafkaSettings.reserved.keys {
      var settings = KafkaSettings(bootstrapServers: "localhost:1", clientID: "test")
      settings.librdkafka = [key: "x"]
      let error = #expect(throws: BusError.self) { try settings.validate() }
      #expect(error?.description.contains(key) == true)
    }
  }

  @Test("a setting that the library does not know or take is refused before any client exists")
  func unknownSettings() {
    for (key, value) in [("no.such.setting", "1"), ("socket.timeout.ms", "soon"), ("session.timeout.ms.", "1")] {
      #expect(throws: BusError.self) {
        try KafkaBus(
          settings: KafkaSettings(bootstrapServers: "localhost:1", clientID: "test", librdkafka: [key: value]))
      }
    }
    #expect(throws: BusError.self) { try KafkaBus(settings: KafkaSettings(bootstrapServers: " ", clientID: "test")) }
  }

  @Test("a broker that never was there is named in the state, and closing does not wait for it")
  func unreachable() async throws {
    let bus = try KafkaBus(settings: .embedded(bootstrapServers: "127.0.0.1:1", clientID: "test"))
    let member = try await bus.subscribe(to: ["t"], group: "g")
    await eventually("the state names the broker") {
      member.state.problem?.contains("127.0.0.1:1") == true && !member.state.isConnected && !member.state.hasJoined
    }
    await bus.close(within: .zero)
  }

  @Test("a group's lag is known before it has settled anything", arguments: BusKind.networked)
  func lag(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      try await stage.publish((0..<30).map { stage.message("k\($0)", "#\($0)") })
      let member = try await stage.join()
      await eventually("the lag is 30") { member.subscription.state.lag == 30 }
      for _ in 0..<30 { try #require(await member.subscription.next()).settle() }
      await eventually("the lag is 0") { member.subscription.state.lag == 0 }
    }
  }

  @Test(
    "who is no member can ask how far groups are behind, those included that never joined", arguments: BusKind.networked
  )
  func lagOfOthers(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      try await stage.publish((0..<20).map { stage.message("k\($0)", "#\($0)") })
      let bus = try #require(stage.bus as? any LagReporting)
      let groups = [stage.group: [stage.topic], "\(stage.group)-absent": [stage.topic]]
      #expect(try await bus.lag(of: groups) == [stage.group: 20, "\(stage.group)-absent": 20])
      let member = try await stage.join()
      for _ in 0..<20 { try #require(await member.subscription.next()).settle() }
      await eventually("the lag of the group alone is 0") {
        (try? await bus.lag(of: groups)) == [stage.group: 0, "\(stage.group)-absent": 20]
      }
      try await stage.publish([stage.message("k", "one more")])
      #expect(try await bus.lag(of: [stage.group: [stage.topic]]) == [stage.group: 1])
      #expect(try await bus.lag(of: [:]) == [:])
    }
  }

  @Test("the lag cannot be had of a broker that is not there, and the error says so")
  func lagOfNoBroker() async throws {
    let bus = try KafkaBus(settings: .embedded(bootstrapServers: "127.0.0.1:1", clientID: "test"))
    await #expect(throws: BusError.self) { try await bus.lag(of: ["g": ["t"]]) }
    await bus.close(within: .zero)
  }

  @Test("an acknowledgement that comes too late costs a second copy, never the message")
  func lateAcknowledgement() async throws {
    try await Stage.play(.embedded) { stage in
      var settings = try #require(stage.settings)
      settings.librdkafka["socket.timeout.ms"] = "1000"
      let bus = try KafkaBus(settings: settings)
      try await bus.publish(stage.message("k", "#0"))
      stage.broker?.delayAcknowledgements(1, by: 3_000)
      try await bus.publish(stage.message("k", "#1"))
      try await bus.publish(stage.message("k", "#2"))
      let member = try await stage.join()
      var bodies: [String] = []
      while bodies.last != "#2" {
        bodies.append(String(decoding: try #require(await member.subscription.next()).message.body, as: UTF8.self))
      }
      #expect(bodies == ["#0", "#1", "#1", "#2"])
      await bus.close()
    }
  }

  @Test("more messages than the library's buffers hold are waited for, not refused")
  func fullBuffers() async throws {
    try await Stage.play(.embedded) { stage in
      var settings = try #require(stage.settings)
      settings.librdkafka["queue.buffering.max.messages"] = "10"
      let bus = try KafkaBus(settings: settings)
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for number in 0..<500 { tasks.addTask { try await bus.publish(stage.message("k\(number)", "#\(number)")) } }
        try await tasks.waitForAll()
      }
      await bus.close()
    }
  }

  @Test("a member can be closed at any stage, and its client is gone soon", arguments: BusKind.networked)
  func closesAtAnyStage(kind: BusKind) async throws {
    try await Stage.play(kind) { stage in
      try await stage.publish((0..<500).map { stage.message("k\($0)", "#\($0)") })
      let beforeJoining = try await stage.join(group: stage.group + "-a")
      let joined = try await stage.join(group: stage.group + "-b")
      let reading = try await stage.join(group: stage.group + "-c")
      let stable = try await stage.join(group: stage.group + "-d")
      await eventually("they have joined") {
        joined.subscription.state.hasJoined && stable.subscription.state.hasJoined
      }
      for _ in 0..<5 { _ = try #require(await reading.subscription.next()) }
      let newcomer = try await stage.join(group: stage.group + "-d")
      // The newcomer's arrival sets off a rebalance; both leave in the midst of it.
      let start = ContinuousClock.now
      await withTaskGroup(of: Void.self) { tasks in
        for member in [beforeJoining, joined, reading, stable, newcomer] {
          tasks.addTask { await member.subscription.close() }
        }
      }
      #expect(ContinuousClock.now - start < .seconds(9))
    }
  }

  @Test("topics are created once, and creating them again is no error", .enabled(if: BusKind.realServers != nil))
  func createTopics() async throws {
    try await Stage.play(.apacheKafka) { stage in
      let admin = KafkaAdmin(settings: try #require(stage.settings))
      try await admin.createTopics([stage.topic, stage.topic + ".more"], partitions: 12)
      let topics = try await admin.topics()
      #expect(topics[stage.topic] == 12 && topics[stage.topic + ".more"] == 12)
    }
  }

  @Test("R77: a subscribed topic that the broker does not have is named in the state, and well once it has it")
  func deniedTopic() async throws {
    let broker = try EmbeddedBroker(topics: ["there", "missing"], partitions: 12)
    broker.deny(topic: "missing")
    let bus = try KafkaBus(settings: .embedded(bootstrapServers: broker.bootstrapServers, clientID: "test"))
    let member = try await bus.subscribe(to: ["there", "missing"], group: "g")
    await eventually("the state names it") { member.state.problem?.contains("missing") == true }
    broker.deny(topic: "missing", false)
    await eventually("all is well") { member.state.problem == nil && member.state.partitions == 24 }
    await bus.close(within: .seconds(1))
    broker.close()
  }

  @Test("a subscribed topic that does not exist is named in the state", .enabled(if: BusKind.realServers != nil))
  func missingTopic() async throws {
    try await Stage.play(.apacheKafka) { stage in
      let missing = stage.topic + ".missing"
      let member = try await stage.join([stage.topic, missing])
      await eventually("the state names it") { member.subscription.state.problem?.contains(missing) == true }
      try await KafkaAdmin(settings: try #require(stage.settings)).createTopics([missing])
      await eventually("all is well once it exists") {
        member.subscription.state.problem == nil && member.subscription.state.partitions == 24
      }
    }
  }

  @Test("the topics of an embedded broker have the partitions that were asked for")
  func embeddedTopics() async throws {
    let broker = try EmbeddedBroker(topics: ["a", "b"], partitions: 3)
    try broker.create(topic: "c", partitions: 5)
    try broker.create(topic: "c", partitions: 5)
    let settings = KafkaSettings.embedded(bootstrapServers: broker.bootstrapServers, clientID: "test")
    #expect(try await KafkaAdmin(settings: settings).topics() == ["a": 3, "b": 3, "c": 5])
    broker.close()
    #expect(throws: BusError.closed) { try broker.create(topic: "d") }
  }
}

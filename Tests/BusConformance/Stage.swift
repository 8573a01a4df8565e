import Foundation
import Logging
import Testing

@testable import Bus
@testable import BusKafka

/// A bus of one kind with a topic and a group of its own, for one test.
struct Stage: Sendable {
  /// A member of a group that can die.
  struct Member: Sendable {
    let subscription: any Subscription
    /// Ends it as a crash would: nothing is committed, the group is not told.
    let die: @Sendable () async -> Void
  }

  let kind: BusKind
  let topic: String
  let group: String
  let bus: any Bus
  /// The settings of the Kafka client, where there is one.
  let settings: KafkaSettings?
  let broker: EmbeddedBroker?
  private let joining: @Sendable (_ topics: [String], _ group: String) async throws -> Member
  private let closing: @Sendable () async -> Void

  /// Sets a stage, plays on it, and clears it away also when the play fails.
  static func play(_ kind: BusKind, _ act: @Sendable (Stage) async throws -> Void) async throws {
    let stage = try await Stage(kind)
    do {
      try await act(stage)
    } catch {
      await stage.closing()
      throw error
    }
    await stage.closing()
  }

  /// Joins the stage's group, or another.
  func join(_ topics: [String]? = nil, group: String? = nil) async throws -> Member {
    try await joining(topics ?? [topic], group ?? self.group)
  }

  func message(_ key: String?, _ body: String) -> Message {
    Message(topic: topic, key: key, body: Array(body.utf8))
  }

  /// Publishes all at once, but those of one key one after another.
  func publish(_ messages: [Message]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for chain in Dictionary(grouping: messages, by: \.key).values {
        tasks.addTask { for message in chain { try await bus.publish(message) } }
      }
      try await tasks.waitForAll()
    }
  }

  private init(_ kind: BusKind) async throws {
    let unique = UUID().uuidString.prefix(8).lowercased()
    let topic = "conformance.\(unique)"
    self.kind = kind
    self.topic = topic
    group = "conformance-\(unique)"
    switch kind {
    case .inMemory:
      let bus = InMemoryBus(topics: [topic])
      self.bus = bus
      settings = nil
      broker = nil
      joining = { topics, group in
        let subscription = try bus.join(topics, group: group)
        return Member(subscription: subscription) { subscription.abandon() }
      }
      closing = {}
    case .embedded, .apacheKafka:
      let settings: KafkaSettings
      if kind == .embedded {
        let embedded = try EmbeddedBroker(topics: [topic])
        broker = embedded
        settings = .embedded(bootstrapServers: embedded.bootstrapServers, clientID: "conformance-\(unique)")
      } else {
        broker = nil
        settings = KafkaSettings(
          bootstrapServers: try #require(BusKind.realServers), clientID: "conformance-\(unique)",
          sessionTimeout: 6_000, heartbeatInterval: 500, commitInterval: 200, statisticsInterval: 1_000)
        try await KafkaAdmin(settings: settings).createTopics([topic])
      }
      let bus = try KafkaBus(settings: settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      self.bus = bus
      self.settings = settings
      joining = { topics, group in
        let subscription = try bus.join(topics, group: group)
        return Member(subscription: subscription) { await subscription.abandon() }
      }
      let broker = broker
      closing = {
        await bus.close()
        broker?.close()
      }
    }
  }
}

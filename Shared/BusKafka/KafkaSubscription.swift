import Bus
import CRdKafka
import Logging
import Synchronization

/// A member of a consumer group: one thread of ours polls its queue for what happens to the member, while messages stay
/// on the partitions' own queues until someone calls ``next()``.
final class KafkaSubscription: Subscription {
  private enum Look: Sendable {
    case taken(KafkaAssignment.Taken)
    case ended
  }

  private enum Ending {
    /// Commits and leaves the group, so that others take over at once.
    case leaving
    /// Says nothing to the group, like a process that died.
    case dying
  }

  private struct Life {
    var ending: Ending?
    var isOver = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  /// How long the brokers may take to let the member go.
  private static let leaveLimit: Duration = .seconds(10)

  private let client: KafkaHandle
  private let queue: KafkaHandle
  private let events: ClientEvents
  private let assignment = Mutex(KafkaAssignment())
  private let life = Mutex(Life())
  private let arrivals = Doorbell()
  private let ended: @Sendable () -> Void
  private let logger: Logger

  init(
    topics: [String], group: String, settings: KafkaSettings, number: Int, logger: Logger,
    ended: @escaping @Sendable () -> Void
  ) throws(BusError) {
    client = try KafkaHandle(
      RD_KAFKA_CONSUMER, configuration: settings.configuration(for: .consumer(group: group, number: number)))
    rd_kafka_poll_set_consumer(client.pointer)
    guard let pointer = rd_kafka_queue_get_consumer(client.pointer) else {
      rd_kafka_destroy(client.pointer)
      throw .fatal("librdkafka gave no queue")
    }
    queue = KafkaHandle(pointer: pointer)
    events = ClientEvents(servers: settings.bootstrapServers, topics: topics, logger: logger)
    self.logger = logger
    self.ended = ended
    let list = rd_kafka_topic_partition_list_new(Int32(topics.count))
    for topic in topics { rd_kafka_topic_partition_list_add(list, topic, RD_KAFKA_PARTITION_UA) }
    let code = rd_kafka_subscribe(client.pointer, list)
    rd_kafka_topic_partition_list_destroy(list)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      rd_kafka_queue_destroy(pointer)
      rd_kafka_destroy(client.pointer)
      throw .badConfiguration("topics \(topics) cannot be subscribed: \(KafkaFault.text(code))")
    }
    DedicatedThread.start("kafka-consumer") { self.serve() }
  }

  func next() async -> Delivery? {
    guard case .taken(let taken)? = await arrivals.first({ self.look() }) else { return nil }
    return Delivery(message: taken.message, partition: taken.partition, offset: taken.offset) {
      self.assignment.withLock { $0.settle(taken, client: self.client) }
    }
  }

  var state: SubscriptionState { events.subscription }

  func close() async {
    await end(.leaving)
  }

  /// Ends the client as if its process had died: nothing is committed, the group is not told.
  func abandon() async {
    await end(.dying)
  }

  private func look() -> Look? {
    if life.withLock({ $0.ending != nil }) || events.fatal != nil { return .ended }
    guard let taken = assignment.withLock({ $0.take(events: events) }) else { return nil }
    return .taken(taken)
  }

  private func end(_ ending: Ending) async {
    await withCheckedContinuation { continuation in
      let isOver = life.withLock { life in
        if life.isOver { return true }
        life.ending = life.ending ?? ending
        life.waiting.append(continuation)
        return false
      }
      if isOver { continuation.resume() }
      arrivals.ring()
    }
  }

  /// The thread, until the member has left.
  private func serve() {
    var leavesUntil: ContinuousClock.Instant?
    var dies = false
    loop: while true {
      switch (life.withLock { $0.ending }, leavesUntil) {
      case (nil, _): break
      case (.dying, _):
        dies = true
        break loop
      case (.leaving, nil):
        if let error = rd_kafka_consumer_close_queue(client.pointer, queue.pointer) {
          rd_kafka_error_destroy(error)
          break loop
        }
        leavesUntil = .now + Self.leaveLimit
      case (.leaving, let limit?):
        if rd_kafka_consumer_closed(client.pointer) != 0 { break loop }
        if ContinuousClock.now >= limit {
          dies = true
          break loop
        }
      }
      if let event = rd_kafka_queue_poll(queue.pointer, leavesUntil == nil ? 100 : 10) {
        take(event)
        rd_kafka_event_destroy(event)
      }
    }
    // No handle may outlive the client, or its destruction waits for ever.
    assignment.withLock { $0.revokeAll() }
    rd_kafka_queue_destroy(queue.pointer)
    rd_kafka_destroy_flags(client.pointer, dies ? RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE : 0)
    events.closed()
    ended()
    let waiting = life.withLock { life in
      life.isOver = true
      defer { life.waiting = [] }
      return life.waiting
    }
    for waiter in waiting { waiter.resume() }
  }

  private func take(_ event: OpaquePointer) {
    guard rd_kafka_event_type(event) == RD_KAFKA_EVENT_REBALANCE else {
      events.take(event)
      if events.fatal != nil { arrivals.ring() }
      return
    }
    if rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS {
      assign(rd_kafka_event_topic_partition_list(event))
    } else {
      // The queues go first; the library commits what was stored while it unassigns.
      assignment.withLock { $0.revokeAll() }
      rd_kafka_assign(client.pointer, nil)
      events.revoked()
    }
  }

  private func assign(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) {
    let places = Self.places(list)
    let beginnings = InitialPositions(client: client, list: list)
    assignment.withLock { assignment in
      assignment.revokeAll()
      for place in places {
        guard let share = PartitionShare(place, of: client, bell: arrivals) else { continue }
        assignment.add(share)
      }
      rd_kafka_assign(client.pointer, list)
      // Before anyone can settle, so that no later position is overtaken.
      beginnings.commit()
    }
    events.assigned(partitions: places.count, of: Set(places.map(\.topic)))
    arrivals.ring()
  }

  private static func places(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) -> [TopicPartition] {
    guard let list else { return [] }
    return (0..<Int(list.pointee.cnt)).compactMap { index in
      let element = list.pointee.elems[index]
      guard let topic = element.topic else { return nil }
      return TopicPartition(topic: String(cString: topic), partition: Int(element.partition))
    }
  }
}

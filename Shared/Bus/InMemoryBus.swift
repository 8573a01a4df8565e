import Synchronization

/// A whole bus inside the process: partitions, groups, rebalancing, redelivery. It starts no thread, sleeps never, and
/// keeps all messages until it is gone, so that a test can look at what was published.
///
/// It behaves as Kafka does with the `range` assignor: when a member joins, leaves or dies, every member loses its share
/// and gets a new one from the committed positions, so that messages in flight are delivered again.
public final class InMemoryBus: Bus {
  private let broker: Mutex<InMemoryBroker>
  private let bells = Mutex<[InMemoryBroker.MemberID: Doorbell]>([:])
  private let calm = Doorbell()
  private let partitions: Int
  private let maxMessageBytes: Int

  /// A bus with these topics.
  ///
  /// - Parameters:
  ///   - partitions: of each topic.
  ///   - maxMessageBytes: key, headers and body together, as Kafka counts them, without the overhead.
  public init(topics: [String] = [], partitions: Int = 12, maxMessageBytes: Int = 1_048_500) {
    self.partitions = partitions
    self.maxMessageBytes = maxMessageBytes
    var broker = InMemoryBroker()
    for topic in topics { broker.create(topic: topic, partitions: partitions) }
    self.broker = Mutex(broker)
  }

  /// Creates a topic; does nothing when it exists.
  public func create(topic: String) {
    broker.withLock { $0.create(topic: topic, partitions: partitions) }
  }

  /// Appends the message to its partition.
  ///
  /// - Throws: ``BusError/unknownTopic(_:)``, ``BusError/tooLarge(topic:bytes:)``.
  public func publish(_ message: Message) async throws(BusError) {
    let headers = message.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    let bytes = message.body.count + (message.key?.utf8.count ?? 0) + headers
    guard bytes <= maxMessageBytes else { throw .tooLarge(topic: message.topic, bytes: bytes) }
    let waiting = try broker.withLock { broker throws(BusError) in try broker.publish(message) }
    ring(waiting)
  }

  /// Joins the group; partitions are assigned when this returns.
  ///
  /// - Throws: ``BusError/unknownTopic(_:)``.
  public func subscribe(to topics: [String], group: String) async throws(BusError) -> any Subscription {
    try join(topics, group: group)
  }

  /// Joins as ``subscribe(to:group:)`` does, and gives the member a test can let die.
  public func join(_ topics: [String], group: String) throws(BusError) -> InMemorySubscription {
    let (member, members) = try broker.withLock { broker throws(BusError) in
      let member = try broker.join(group, topics: topics)
      return (member, broker.members(of: group))
    }
    let bell = Doorbell()
    bells.withLock { $0[member] = bell }
    ring(members)
    return InMemorySubscription(bus: self, group: group, member: member, bell: bell)
  }

  /// Everything that was published, in order.
  public var published: [Message] { broker.withLock { $0.published } }

  /// What was published to one topic, in order.
  public func published(to topic: String) -> [Message] { published.filter { $0.topic == topic } }

  /// How many messages of its members' topics a group has not settled.
  public func unsettled(by group: String) -> Int { broker.withLock { $0.unsettled(by: group) } }

  /// Returns once every group that has members has settled every message of its members' topics. A handler that
  /// publishes before it settles keeps a pipeline from looking finished too early.
  public func settled() async {
    _ = await calm.first { self.broker.withLock { $0.isSettled ? true : nil } }
  }

  func take(group: String, member: InMemoryBroker.MemberID) -> InMemoryBroker.Taken? {
    broker.withLock { $0.take(group, member: member) }
  }

  func settle(_ taken: InMemoryBroker.Taken, group: String, member: InMemoryBroker.MemberID) {
    broker.withLock { $0.settle(taken, group: group, member: member) }
    calm.ring()
  }

  func leave(group: String, member: InMemoryBroker.MemberID) {
    let others = broker.withLock { $0.leave(group, member: member) }
    ring(others + [member])
    bells.withLock { $0[member] = nil }
    calm.ring()
  }

  func isMember(_ member: InMemoryBroker.MemberID, of group: String) -> Bool {
    broker.withLock { $0.isMember(member, of: group) }
  }

  func state(group: String, member: InMemoryBroker.MemberID) -> SubscriptionState? {
    broker.withLock { broker in
      guard broker.isMember(member, of: group) else { return nil }
      return SubscriptionState(
        isConnected: true, hasJoined: true, partitions: broker.partitions(of: member, in: group),
        lag: broker.unsettled(by: group))
    }
  }

  private func ring(_ members: [InMemoryBroker.MemberID]) {
    for bell in bells.withLock({ bells in members.compactMap { bells[$0] } }) { bell.ring() }
  }
}

public import Bus
public import Logging
import Synchronization

/// The bus over Kafka: an idempotent producer shared by all publishers, and one client per subscription.
///
/// Lost connections are not errors: the clients reconnect for ever, publishing waits up to the delivery time, and the
/// states say what is wrong. Whoever makes a bus closes it.
public final class KafkaBus: Bus {
  private struct State {
    var producer: KafkaProducer
    var lastRenewal: ContinuousClock.Instant?
    var clients = 1
    var subscriptions: [Int: KafkaSubscription] = [:]
    var isClosed = false
  }

  private let settings: KafkaSettings
  private let logger: Logger
  private let state: Mutex<State>

  /// A bus; does not wait for a connection.
  ///
  /// - Throws: ``BusError/badConfiguration(_:)``.
  public init(settings: KafkaSettings, logger: Logger = Logger(label: "backcourt.bus")) throws(BusError) {
    try settings.validate()
    self.settings = settings
    self.logger = logger
    state = Mutex(State(producer: try KafkaProducer(settings: settings, number: 1, logger: logger)))
  }

  /// Why publishing is not possible at the moment, in words; nil when nothing is known against it.
  public var problem: String? { state.withLock { $0.producer }.events.subscription.problem }

  /// Returns when all in-sync brokers have the message. A caller that is cancelled still waits: the message is under way.
  ///
  /// - Throws: ``BusError``. A producer that failed for good is replaced, once a minute at most.
  public func publish(_ message: Message) async throws(BusError) {
    let producer = try openProducer()
    do {
      try await producer.publish(message)
    } catch .fatal(let reason) {
      try await renewed(producer, because: reason).publish(message)
    }
  }

  /// Makes a client that joins the group. Does not wait for the group: ``SubscriptionState/hasJoined`` tells.
  ///
  /// - Throws: ``BusError/closed``, ``BusError/badConfiguration(_:)``.
  public func subscribe(to topics: [String], group: String) async throws(BusError) -> any Subscription {
    try join(topics, group: group)
  }

  /// Sends what is under way within the limit, leaves all groups, and destroys the clients.
  public func close(within limit: Duration = .seconds(10)) async {
    let (producer, subscriptions) = state.withLock { state in
      state.isClosed = true
      return (state.producer, Array(state.subscriptions.values))
    }
    await withTaskGroup(of: Void.self) { group in
      for subscription in subscriptions { group.addTask { await subscription.close() } }
      group.addTask { await producer.close(within: limit) }
    }
  }

  /// As ``subscribe(to:group:)``, for tests that let a member die.
  func join(_ topics: [String], group: String) throws(BusError) -> KafkaSubscription {
    let number: Int = try state.withLock { state throws(BusError) in
      guard !state.isClosed else { throw .closed }
      state.clients += 1
      return state.clients
    }
    let subscription = try KafkaSubscription(
      topics: topics, group: group, settings: settings, number: number, logger: logger
    ) { [weak self] in
      self?.state.withLock { $0.subscriptions[number] = nil }
    }
    state.withLock { $0.subscriptions[number] = subscription }
    return subscription
  }

  private func openProducer() throws(BusError) -> KafkaProducer {
    try state.withLock { state throws(BusError) in
      guard !state.isClosed else { throw .closed }
      return state.producer
    }
  }

  /// The producer in place of one that failed for good. The messages it still had are answered with that failure.
  private func renewed(_ failed: KafkaProducer, because reason: String) async throws(BusError) -> KafkaProducer {
    let (producer, isNew) = try state.withLock { state throws(BusError) in
      guard !state.isClosed else { throw .closed }
      guard state.producer === failed else { return (state.producer, false) }
      if let last = state.lastRenewal, last.duration(to: .now) < .seconds(60) { throw .fatal(reason) }
      state.clients += 1
      state.producer = try KafkaProducer(settings: settings, number: state.clients, logger: logger)
      state.lastRenewal = .now
      return (state.producer, true)
    }
    if isNew {
      logger.warning("kafka producer failed for good and was replaced", metadata: ["reason": "\(reason)"])
      await failed.close(within: .zero)
    }
    return producer
  }
}

extension KafkaBus: LagReporting {
  /// Asks the brokers, with a client that lives as long.
  public func lag(of groups: [String: [String]]) async throws(BusError) -> [String: Int] {
    try await KafkaAdmin(settings: settings, limit: 2_000).lag(of: groups)
  }
}

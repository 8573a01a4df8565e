import Bus
import Contracts
import TestKit

/// The in-memory bus behind a bad network and a broker that forgets: messages are lost although they were acknowledged,
/// kept although the acknowledgement was lost, refused, doubled, held back behind later ones; and now and then the broker
/// comes back empty, without messages and without positions.
final class UnreliableBus: Bus {
  private struct State: Sendable {
    var broker: InMemoryBus
    var subscriptions: [ObjectIdentifier: UnreliableSubscription] = [:]
    var held: [(message: Message, until: Int)] = []
    var messages = 0
  }

  private let misfortune: Misfortune
  private let state: Locked<State>

  init(_ misfortune: Misfortune) {
    self.misfortune = misfortune
    state = Locked(State(broker: Self.emptyBroker()))
  }

  private static func emptyBroker() -> InMemoryBus {
    InMemoryBus(topics: Topic.all.map(\.name), partitions: Topic.partitions)
  }

  /// Messages that were handed in so far.
  var messages: Int { state.update { $0.messages } }

  /// Members of each group, in words.
  var members: String {
    let groups = state.update { Dictionary(grouping: $0.subscriptions.values, by: \.group) }
    return groups.sorted { $0.key < $1.key }.map { "\($0.value.count) in \($0.key)" }.joined(separator: ", ")
  }

  /// Whether everything was handled that was not lost.
  var isSettled: Bool {
    state.update { state in
      state.held.isEmpty
        && (Phase.allCases.map { "backcourt.\($0.rawValue)" } + ["backcourt.coordinator"]).allSatisfy {
          state.broker.unsettled(by: $0) == 0
        }
    }
  }

  func publish(_ message: Message) async throws(BusError) {
    let (broker, number) = state.update { state in
      state.messages += 1
      return (state.broker, state.messages)
    }
    if misfortune.blow(on: "broker", ["broker lost its data": 0.0015]) != nil { loseEverything() }
    switch misfortune.blow(
      on: "\(message.topic) \(message.key ?? "")",
      [
        "message lost": 0.02, "acknowledgement lost": 0.015, "message refused": 0.01, "message doubled": 0.08,
        "message held back": 0.08,
      ])
    {
    case "message lost": break
    case "acknowledgement lost":
      try await broker.publish(message)
      throw .notDelivered(topic: message.topic, reason: "the acknowledgement was lost")
    case "message refused": throw .notDelivered(topic: message.topic, reason: "the broker was away")
    case "message doubled":
      try await broker.publish(message)
      try await broker.publish(message)
    case "message held back": state.update { $0.held.append((message, number + 1 + number % 23)) }
    default: try await broker.publish(message)
    }
    try await release { $0 <= number }
  }

  func subscribe(to topics: [String], group: String) async throws(BusError) -> any Subscription {
    try join(topics, group: group)
  }

  func join(_ topics: [String], group: String) throws(BusError) -> UnreliableSubscription {
    // Joined and noted in one step: a broker that is lost in between would leave the member behind.
    let joined = state.update { state -> Result<UnreliableSubscription, BusError> in
      do throws(BusError) {
        let inner = try state.broker.join(topics, group: group)
        let subscription = UnreliableSubscription(bus: self, topics: topics, group: group, inner: inner)
        state.subscriptions[ObjectIdentifier(subscription)] = subscription
        return .success(subscription)
      } catch {
        return .failure(error)
      }
    }
    return try joined.get()
  }

  /// Sends everything that is held back.
  func releaseAll() async throws {
    try await release { _ in true }
  }

  private func release(_ isDue: (Int) -> Bool) async throws(BusError) {
    let (broker, due) = state.update { state in
      let due = state.held.filter { isDue($0.until) }.map(\.message)
      state.held.removeAll { isDue($0.until) }
      return (state.broker, due)
    }
    for message in due { try await broker.publish(message) }
  }

  private func loseEverything() {
    let moved = state.update { state in
      state.broker = Self.emptyBroker()
      return (state.broker, Array(state.subscriptions.values))
    }
    for subscription in moved.1 { subscription.move(to: moved.0) }
  }

  func left(_ subscription: UnreliableSubscription) {
    state.update { $0.subscriptions[ObjectIdentifier(subscription)] = nil }
  }
}

/// A member of a group that finds its way back when the broker has forgotten it.
final class UnreliableSubscription: Subscription {
  private let bus: UnreliableBus
  private let topics: [String]
  let group: String
  private let inner: Locked<InMemorySubscription>
  private let isOver = Locked(false)

  init(bus: UnreliableBus, topics: [String], group: String, inner: InMemorySubscription) {
    (self.bus, self.topics, self.group) = (bus, topics, group)
    self.inner = Locked(inner)
  }

  func next() async -> Delivery? {
    while !Task.isCancelled {
      let current = inner.value
      if let delivery = await current.next() { return delivery }
      if isOver.value || current === inner.value { return nil }
    }
    return nil
  }

  var state: SubscriptionState { inner.value.state }

  func close() async { abandon() }

  /// Leaves at once: what was not settled goes to others, and what is settled later does not count.
  func abandon() {
    isOver.update { $0 = true }
    bus.left(self)
    inner.value.abandon()
  }

  func move(to broker: InMemoryBus) {
    // The topics of a new broker are those of the old one, so that joining cannot fail.
    guard !isOver.value, let joined = try? broker.join(topics, group: group) else { return }
    let old = inner.update { inner in
      defer { inner = joined }
      return inner
    }
    old.abandon()
  }
}

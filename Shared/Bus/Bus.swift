/// A message bus with two verbs: publish, and subscribe.
///
/// Delivery is at least once. Messages of one key arrive in the order in which they were published. Everything that must
/// not be lost or doubled stands in the ledger; the bus only triggers.
public protocol Bus: Sendable {
  /// Hands a message to the bus and returns when the bus has it safely.
  ///
  /// - Throws: ``BusError`` when the bus refused it, or could not take it in time.
  func publish(_ message: Message) async throws(BusError)

  /// Joins `group` and delivers the messages of `topics` that the group has not finished.
  ///
  /// The subscription lives until ``Subscription/close()``. Members of one group share the partitions of the topics.
  func subscribe(to topics: [String], group: String) async throws(BusError) -> any Subscription
}

/// A member of a consumer group.
public protocol Subscription: Sendable {
  /// The next message of any assigned partition, fairly among them; waits for one. Nil once closed, or when the task
  /// that waits is cancelled.
  ///
  /// Nothing is fetched ahead of the caller without bound: who does not call `next` holds the bus back.
  func next() async -> Delivery?

  /// What the member knows of its connection and its share of the partitions.
  var state: SubscriptionState { get }

  /// Leaves the group: what was settled is committed, what was not is delivered again to another member.
  func close() async
}

/// What a member of a consumer group knows of itself.
public struct SubscriptionState: Hashable, Sendable {
  /// Whether the bus answers.
  public var isConnected: Bool
  /// Whether partitions were assigned at least once (an empty share counts).
  public var hasJoined: Bool
  /// How many partitions are assigned now.
  public var partitions: Int
  /// Messages that wait on the bus for this member, where the bus tells.
  public var lag: Int?
  /// Why the bus is not usable at the moment, in words; nil when it is.
  public var problem: String?

  /// A state.
  public init(
    isConnected: Bool = false, hasJoined: Bool = false, partitions: Int = 0, lag: Int? = nil, problem: String? = nil
  ) {
    self.isConnected = isConnected
    self.hasJoined = hasJoined
    self.partitions = partitions
    self.lag = lag
    self.problem = problem
  }
}

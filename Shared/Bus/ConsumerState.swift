/// What a consumption loop is doing.
public struct ConsumerState: Hashable, Sendable {
  /// Messages that were pulled and wait, per lane.
  public var waiting: [Lane: Int]
  /// Messages whose handler runs or is about to be tried again.
  public var running: Int
  /// Messages that were handled and settled since the start.
  public var handled: Int
  /// How long ago the oldest unsettled message was pulled; nil when there is none.
  public var oldestUnsettled: Duration?
  /// How long ago a message was settled last; nil before the first.
  public var sinceLastSettled: Duration?
  /// How long ago a handler began or ended last; nil before the first.
  public var sinceLastTurn: Duration?
  /// What the handler threw last, in words; nil once a message has been handled after it.
  public var failure: String?
  /// Whether the loop has been told to stop, or has stopped.
  public var isDraining: Bool
  /// What the subscription knows of itself.
  public var subscription: SubscriptionState
}

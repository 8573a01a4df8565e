/// Asks the coordinator to send a dead letter again.
public struct ReplayOrder: Hashable, Sendable, Codable {
  /// Who asks.
  public var requestedBy: String
  /// Why, for the audit; nil when it was not said.
  public var reason: String?
  /// Refuse a letter that was sent again so often.
  public var maxRedrives: Int

  /// An order.
  public init(requestedBy: String, reason: String?, maxRedrives: Int = EventBus.maxRedrives) {
    self.requestedBy = requestedBy
    self.reason = reason
    self.maxRedrives = maxRedrives
  }
}

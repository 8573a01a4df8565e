public import Ledger

/// An order to a run, with who gives it and why.
public struct RunOrderRequest: Hashable, Sendable, Codable {
  /// The order.
  public var order: RunOrder
  /// Who gives it.
  public var requestedBy: String
  /// Why, for the audit; nil when it was not said.
  public var reason: String?

  /// An order.
  public init(_ order: RunOrder, requestedBy: String, reason: String? = nil) {
    self.order = order
    self.requestedBy = requestedBy
    self.reason = reason
  }
}

/// Why the bus did not do what it was asked.
public enum BusError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bus did not take or acknowledge the message in time; it may or may not have it. Sending again is safe.
  case notDelivered(topic: String, reason: String)
  /// The topic does not exist.
  case unknownTopic(String)
  /// The message is larger than the bus accepts.
  case tooLarge(topic: String, bytes: Int)
  /// The client is not allowed to do this.
  case notAuthorised(String)
  /// The settings are not usable.
  case badConfiguration(String)
  /// The client is beyond repair and must be made anew.
  case fatal(String)
  /// The bus was closed.
  case closed

  /// Whether the same call may succeed later.
  public var isRetryable: Bool {
    switch self {
    case .notDelivered: true
    case .unknownTopic, .tooLarge, .notAuthorised, .badConfiguration, .fatal, .closed: false
    }
  }

  /// What happened, to what, and what to do.
  public var description: String {
    switch self {
    case .notDelivered(let topic, let reason):
      "the message for topic \(topic) was not acknowledged (\(reason)); it will be sent again"
    case .unknownTopic(let topic): "topic \(topic) does not exist; create it, or check the topic prefix"
    case .tooLarge(let topic, let bytes):
      "a message of \(bytes) bytes for topic \(topic) is larger than the bus accepts"
    case .notAuthorised(let what): "the bus does not allow this client to \(what); check its credentials and rights"
    case .badConfiguration(let what): "the bus settings are not usable: \(what)"
    case .fatal(let what): "the bus client failed for good: \(what)"
    case .closed: "the bus is closed"
    }
  }
}

import Bus
import CRdKafka

/// What an error code of the library means to us. The set is open: codes that are not known are `other`.
enum KafkaFault: Hashable {
  /// The client is beyond repair.
  case fatal
  /// No broker answers at the moment; the library reconnects by itself.
  case disconnected
  case unknownTopic
  case notAuthorised
  case tooLarge
  /// The message was withdrawn because the client closes.
  case withdrawn
  case other

  init(_ code: rd_kafka_resp_err_t) {
    switch code {
    case RD_KAFKA_RESP_ERR__FATAL, RD_KAFKA_RESP_ERR__FENCED, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
      self = .fatal
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__RESOLVE:
      self = .disconnected
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION,
      RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
      self = .unknownTopic
    case RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED,
      RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
      self = .notAuthorised
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE:
      self = .tooLarge
    case RD_KAFKA_RESP_ERR__PURGE_QUEUE, RD_KAFKA_RESP_ERR__PURGE_INFLIGHT, RD_KAFKA_RESP_ERR__DESTROY:
      self = .withdrawn
    default:
      self = .other
    }
  }

  /// The library's words for a code.
  static func text(_ code: rd_kafka_resp_err_t) -> String {
    String(cString: rd_kafka_err2str(code))
  }

  /// Why a message of ours was not delivered.
  static func publishing(_ message: Message, failedWith code: rd_kafka_resp_err_t) -> BusError {
    switch KafkaFault(code) {
    case .fatal: .fatal(text(code))
    case .unknownTopic: .unknownTopic(message.topic)
    case .notAuthorised: .notAuthorised("write to topic \(message.topic)")
    case .tooLarge: .tooLarge(topic: message.topic, bytes: message.body.count)
    case .withdrawn: .closed
    case .disconnected, .other: .notDelivered(topic: message.topic, reason: text(code))
    }
  }
}

import Bus
import CRdKafka
import Logging
import Synchronization

/// What a client's events say of its connection, and the log lines among them. Fed by the client's own thread.
final class ClientEvents: Sendable {
  private struct State {
    var subscription = SubscriptionState()
    var outage: String?
    /// What the last failed connection said.
    var lastFailure: String?
    var fatal: String?
    /// Per topic, why it cannot be read.
    var topics: [String: String] = [:]
  }

  private let state = Mutex(State())
  private let servers: String
  private let topics: [String]
  private let logger: Logger

  /// Events of a client of these servers that reads these topics.
  init(servers: String, topics: [String] = [], logger: Logger) {
    self.servers = servers
    self.topics = topics
    self.logger = logger
  }

  /// The state as the events tell it.
  var subscription: SubscriptionState {
    state.withLock { state in
      var answer = state.subscription
      answer.problem =
        state.fatal ?? state.outage ?? state.topics.min { $0.key < $1.key }?.value
      return answer
    }
  }

  /// Why the client is beyond repair, if it is.
  var fatal: String? { state.withLock { $0.fatal } }

  /// Takes in an event that is about the client itself; others are not looked at.
  func take(_ event: OpaquePointer) {
    switch rd_kafka_event_type(event) {
    case RD_KAFKA_EVENT_ERROR: error(event)
    case RD_KAFKA_EVENT_LOG: log(event)
    case RD_KAFKA_EVENT_STATS: statistics(event)
    case RD_KAFKA_EVENT_OFFSET_COMMIT: commit(event)
    default: break
    }
  }

  /// Notes that messages or answers came, so that the connection stands.
  func answered() {
    state.withLock { state in
      state.subscription.isConnected = true
      state.outage = nil
    }
  }

  /// Notes the member's share.
  func assigned(partitions: Int, of topics: Set<String>) {
    state.withLock { state in
      state.subscription.isConnected = true
      state.outage = nil
      state.subscription.hasJoined = true
      state.subscription.partitions = partitions
      for topic in topics { state.topics[topic] = nil }
    }
  }

  /// Notes that the member has no share any more.
  func revoked() {
    state.withLock { $0.subscription.partitions = 0 }
  }

  /// Notes that the client is closed.
  func closed() {
    state.withLock { state in
      state.subscription = SubscriptionState(hasJoined: state.subscription.hasJoined)
      state.outage = "closed"
    }
  }

  private func error(_ event: OpaquePointer) {
    let code = rd_kafka_event_error(event)
    let text = rd_kafka_event_error_string(event).map { String(cString: $0) } ?? KafkaFault.text(code)
    if rd_kafka_event_error_is_fatal(event) != 0 {
      state.withLock { $0.fatal = text }
      logger.error("kafka client failed for good", metadata: ["reason": "\(text)"])
      return
    }
    switch KafkaFault(code) {
    case .unknownTopic:
      let topic = topic(of: event, saying: text)
      note(
        topic: topic ?? "",
        "\(topic.map { "topic \($0) does not exist" } ?? text); create the topic, or check the topic prefix")
    case .notAuthorised:
      if let topic = topic(of: event, saying: text) {
        note(topic: topic, "the broker does not allow this client to read topic \(topic); check its rights")
      } else {
        state.withLock { $0.outage = "the broker refuses this client: \(text)" }
      }
    case .disconnected where code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
      state.withLock { state in
        state.subscription.isConnected = false
        state.outage = "no broker of \(servers) answers (\(state.lastFailure ?? text)); trying again"
      }
    case .disconnected:
      state.withLock { $0.lastFailure = text }
    default:
      logger.debug("kafka client reports an error", metadata: ["reason": "\(text)"])
    }
  }

  private func note(topic: String, _ problem: String) {
    let isNew = state.withLock { state in
      defer { state.topics[topic] = problem }
      return state.topics[topic] == nil
    }
    if isNew { logger.warning("topic cannot be read", metadata: ["topic": "\(topic)", "problem": "\(problem)"]) }
  }

  private func commit(_ event: OpaquePointer) {
    let code = rd_kafka_event_error(event)
    if code == RD_KAFKA_RESP_ERR_NO_ERROR { return answered() }
    guard code != RD_KAFKA_RESP_ERR__NO_OFFSET else { return }
    logger.debug("positions were not committed yet", metadata: ["reason": "\(KafkaFault.text(code))"])
  }

  private func statistics(_ event: OpaquePointer) {
    guard let json = rd_kafka_event_stats(event).map({ String(cString: $0) }) else { return }
    do {
      let statistics = try KafkaStatistics(json: json)
      state.withLock { state in
        state.subscription.isConnected = statistics.isConnected
        if statistics.isConnected { state.outage = nil }
        state.subscription.lag = statistics.lag
      }
    } catch {
      logger.debug("kafka statistics are not readable", metadata: ["error": "\(error)"])
    }
  }

  private func log(_ event: OpaquePointer) {
    var facility: UnsafePointer<CChar>?
    var text: UnsafePointer<CChar>?
    var level: Int32 = 0
    guard rd_kafka_event_log(event, &facility, &text, &level) == 0, let facility, let text else { return }
    let name = String(cString: facility)
    // Syslog levels. Lost connections and the like are state, not news; settings of the other role are no concern.
    let severity: Logger.Level = level <= 3 && name != "FAIL" && name != "ERROR" ? .warning : .debug
    logger.log(
      level: severity, "librdkafka", metadata: ["facility": "\(name)", "text": "\(String(cString: text))"])
  }

  /// The topic that an event is about. An error about a subscription names it in its text alone.
  private func topic(of event: OpaquePointer, saying text: String) -> String? {
    guard let partition = rd_kafka_event_topic_partition(event) else {
      return topics.first { text.contains(" \($0): ") }
    }
    defer { rd_kafka_topic_partition_destroy(partition) }
    return partition.pointee.topic.map { String(cString: $0) }
  }
}

public import Bus
import CRdKafka
import Synchronization

/// A Kafka broker inside this process: librdkafka's own cluster emulation, with real sockets on loopback, which other
/// processes may use. It keeps everything in memory and nothing longer than it lives.
///
/// Close it after the clients that use it.
public final class EmbeddedBroker: Sendable {
  private struct Handles {
    let client: KafkaHandle
    let cluster: KafkaHandle
  }

  private static let brokerID: Int32 = 1
  private static let produceRequest: Int16 = 0

  /// Where clients connect.
  public let bootstrapServers: String
  private let handles: Mutex<Handles?>

  /// Starts a broker with these topics.
  ///
  /// - Throws: ``BusError/fatal(_:)`` when it cannot be started.
  public init(topics: [String], partitions: Int = 12) throws(BusError) {
    // The client only lends the cluster its threads and its log; it connects to nothing.
    guard let configuration = rd_kafka_conf_new() else { throw .fatal("librdkafka gave no configuration") }
    rd_kafka_conf_set(configuration, "log_level", "3", nil, 0)
    let client = try KafkaHandle(RD_KAFKA_PRODUCER, configuration: configuration)
    guard let cluster = rd_kafka_mock_cluster_new(client.pointer, 1) else {
      rd_kafka_destroy(client.pointer)
      throw .fatal("the embedded broker did not start; is a loopback port free?")
    }
    let started = Handles(client: client, cluster: KafkaHandle(pointer: cluster))
    bootstrapServers = String(cString: rd_kafka_mock_cluster_bootstraps(cluster))
    handles = Mutex(started)
    for topic in topics { try create(topic: topic, partitions: partitions) }
  }

  deinit { close() }

  /// Creates a topic. A topic that a client asks for and that was not created appears by itself with 4 partitions.
  public func create(topic: String, partitions: Int = 12) throws(BusError) {
    try handles.withLock { handles throws(BusError) in
      guard let handles else { throw .closed }
      let code = rd_kafka_mock_topic_create(handles.cluster.pointer, topic, Int32(partitions), 1)
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS else {
        throw .fatal("the embedded broker does not create topic \(topic): \(KafkaFault.text(code))")
      }
    }
  }

  /// Answers from now on that it has no such topic, as a broker does that a client should not have been sent to; or that it has.
  public func deny(topic: String, _ isDenied: Bool = true) {
    handles.withLock { handles in
      guard let handles else { return }
      rd_kafka_mock_topic_set_error(
        handles.cluster.pointer, topic, isDenied ? RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART : RD_KAFKA_RESP_ERR_NO_ERROR)
    }
  }

  /// Cuts all connections and refuses new ones, until ``setUp()``. What was published stays.
  public func setDown() {
    handles.withLock { handles in
      guard let handles else { return }
      rd_kafka_mock_broker_set_down(handles.cluster.pointer, Self.brokerID)
    }
  }

  /// Accepts connections again, at the same address.
  public func setUp() {
    handles.withLock { handles in
      guard let handles else { return }
      rd_kafka_mock_broker_set_up(handles.cluster.pointer, Self.brokerID)
    }
  }

  /// Lets the next `count` publishing requests take effect, but holds back their answers. A publisher that does not
  /// wait so long sends again, and the message stands in the log twice.
  ///
  /// - Parameter delay: milliseconds.
  public func delayAcknowledgements(_ count: Int, by delay: Int) {
    handles.withLock { handles in
      guard let handles else { return }
      backcourt_mock_delay_answers(
        handles.cluster.pointer, Self.brokerID, Self.produceRequest, count, Int32(delay))
    }
  }

  /// Stops the broker; its messages are gone.
  public func close() {
    let open = handles.withLock { handles in
      defer { handles = nil }
      return handles
    }
    guard let open else { return }
    rd_kafka_mock_cluster_destroy(open.cluster.pointer)
    rd_kafka_destroy(open.client.pointer)
  }
}

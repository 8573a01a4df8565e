public import Bus
import CRdKafka

/// How to reach a Kafka cluster and how to behave there.
///
/// Everything that correctness rests on is fixed and cannot be overridden: see ``reserved``. The rest of librdkafka's
/// settings pass through ``librdkafka``.
public struct KafkaSettings: Hashable, Sendable {
  /// `host:port`, separated by commas.
  public var bootstrapServers: String
  /// Names this process in the brokers' logs. Unique per process; clients of one process add a number.
  public var clientID: String
  /// How long a member may be silent before the group takes its partitions, in milliseconds.
  public var sessionTimeout: Int
  /// How often a member says that it is alive, in milliseconds.
  public var heartbeatInterval: Int
  /// How often settled positions are committed, in milliseconds. After a crash, up to this much is delivered again.
  public var commitInterval: Int
  /// How long ``Bus/publish(_:)`` waits for the brokers, in milliseconds.
  public var deliveryTimeout: Int
  /// The longest wait between attempts to reconnect, in milliseconds.
  public var reconnectBackoffMax: Int
  /// How often the library reports on itself, in milliseconds: how soon a restored connection and the lag are seen.
  public var statisticsInterval: Int
  /// librdkafka settings by their own names, for what is not here: TLS, SASL, buffers.
  public var librdkafka: [String: String]

  /// Settings for a real cluster.
  public init(
    bootstrapServers: String, clientID: String, sessionTimeout: Int = 45_000, heartbeatInterval: Int = 3_000,
    commitInterval: Int = 500, deliveryTimeout: Int = 30_000, reconnectBackoffMax: Int = 2_000,
    statisticsInterval: Int = 5_000, librdkafka: [String: String] = [:]
  ) {
    self.bootstrapServers = bootstrapServers
    self.clientID = clientID
    self.sessionTimeout = sessionTimeout
    self.heartbeatInterval = heartbeatInterval
    self.commitInterval = commitInterval
    self.deliveryTimeout = deliveryTimeout
    self.reconnectBackoffMax = reconnectBackoffMax
    self.statisticsInterval = statisticsInterval
    self.librdkafka = librdkafka
  }

  /// Settings that suit an ``EmbeddedBroker``: it waits out an empty fetch, and makes a group wait for the session time.
  public static func embedded(bootstrapServers: String, clientID: String) -> KafkaSettings {
    KafkaSettings(
      bootstrapServers: bootstrapServers, clientID: clientID, sessionTimeout: 6_000, heartbeatInterval: 500,
      commitInterval: 200, deliveryTimeout: 10_000, reconnectBackoffMax: 500, statisticsInterval: 1_000,
      librdkafka: [
        "fetch.wait.max.ms": "100", "fetch.error.backoff.ms": "100", "socket.connection.setup.timeout.ms": "2000",
      ])
  }

  /// The librdkafka settings that are ours alone, with the reason.
  public static let reserved: [String: String] = {
    let positions = "a position moves only over settled messages"
    let publishing = "a publish returns only when the message is safe, once, in the order of its key"
    let events = "the client is driven by events on one thread"
    let identity = "it has a setting of its own"
    return [
      "enable.auto.offset.store": positions, "enable.auto.commit": positions, "auto.commit.interval.ms": identity,
      "auto.offset.reset": "no message may be passed over", "enable.partition.eof": events, "log.queue": events,
      "partition.assignment.strategy": "all members of a group must share it", "isolation.level": positions,
      "enable.idempotence": publishing, "acks": publishing, "request.required.acks": publishing,
      "transactional.id": "the ledger makes effects happen once, not the bus",
      "partitioner": "every client must find the same partition for a key",
      "allow.auto.create.topics": "a misspelt topic must not come into being",
      "bootstrap.servers": identity, "metadata.broker.list": identity, "client.id": identity, "group.id": identity,
      "session.timeout.ms": identity, "heartbeat.interval.ms": identity, "delivery.timeout.ms": identity,
      "message.timeout.ms": identity, "reconnect.backoff.max.ms": identity, "statistics.interval.ms": identity,
      "test.mock.num.brokers": "the embedded broker has a type of its own",
    ]
  }()

  /// Refuses what cannot work.
  ///
  /// - Throws: ``BusError/badConfiguration(_:)``.
  public func validate() throws(BusError) {
    if bootstrapServers.allSatisfy(\.isWhitespace) {
      throw .badConfiguration("no bootstrap servers; set them as host:port, separated by commas")
    }
    for key in librdkafka.keys.sorted() {
      guard let reason = Self.reserved[key] else { continue }
      throw .badConfiguration("\(key) cannot be set, because \(reason); remove it")
    }
    if rd_kafka_version() < 0x0109_0000 {
      throw .badConfiguration(
        "librdkafka \(String(cString: rd_kafka_version_str())) is too old; install 1.9 or newer")
    }
    rd_kafka_conf_destroy(try configuration(for: .producer(number: 0)))
    rd_kafka_conf_destroy(try configuration(for: .consumer(group: "validation", number: 0)))
  }
}

import Bus
import CRdKafka

extension KafkaSettings {
  /// What a client is for.
  enum Role {
    case producer(number: Int)
    case consumer(group: String, number: Int)
  }

  /// The library's configuration for a client; the caller owns it until it hands it to `rd_kafka_new`.
  func configuration(for role: Role) throws(BusError) -> OpaquePointer {
    guard let configuration = rd_kafka_conf_new() else { throw .fatal("librdkafka gave no configuration") }
    do {
      for (key, value) in properties(for: role).merging(librdkafka, uniquingKeysWith: { _, passed in passed }) {
        try set(key, value, in: configuration)
      }
    } catch {
      rd_kafka_conf_destroy(configuration)
      throw error
    }
    let common = RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_STATS
    switch role {
    case .producer:
      rd_kafka_conf_set_events(configuration, common | RD_KAFKA_EVENT_DR)
    case .consumer:
      rd_kafka_conf_set_events(
        configuration,
        common | RD_KAFKA_EVENT_FETCH | RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_OFFSET_COMMIT)
    }
    return configuration
  }

  /// The largest message on the wire: what brokers accept unless told otherwise.
  static let maxMessageBytes = 1_048_588

  private func properties(for role: Role) -> [String: String] {
    var properties = [
      "bootstrap.servers": bootstrapServers,
      "client.software.name": "backcourt",
      "log.queue": "true",
      "statistics.interval.ms": "\(statisticsInterval)",
      "message.max.bytes": "\(Self.maxMessageBytes)",
      "socket.nagle.disable": "true",
      "socket.keepalive.enable": "true",
      "reconnect.backoff.ms": "50",
      "reconnect.backoff.max.ms": "\(reconnectBackoffMax)",
      "topic.metadata.refresh.interval.ms": "10000",
      "topic.metadata.propagation.max.ms": "5000",
    ]
    switch role {
    case .producer(let number):
      properties["client.id"] = "\(clientID)-producer-\(number)"
      properties["enable.idempotence"] = "true"
      properties["acks"] = "all"
      properties["partitioner"] = "murmur2_random"
      properties["delivery.timeout.ms"] = "\(deliveryTimeout)"
      properties["linger.ms"] = "1"
    case .consumer(let group, let number):
      properties["client.id"] = "\(clientID)-consumer-\(number)"
      properties["group.id"] = group
      properties["enable.auto.commit"] = "true"
      properties["enable.auto.offset.store"] = "false"
      properties["auto.commit.interval.ms"] = "\(commitInterval)"
      properties["auto.offset.reset"] = "earliest"
      properties["partition.assignment.strategy"] = "range"
      properties["isolation.level"] = "read_committed"
      properties["allow.auto.create.topics"] = "false"
      properties["session.timeout.ms"] = "\(sessionTimeout)"
      properties["heartbeat.interval.ms"] = "\(heartbeatInterval)"
      properties["max.poll.interval.ms"] = "\(max(600_000, sessionTimeout))"
      // Per partition. When either is reached, the library before 2.2 stops fetching for a whole second; so only the
      // size bounds the memory.
      properties["queued.min.messages"] = "100000"
      properties["queued.max.messages.kbytes"] = "4096"
    }
    return properties
  }

  private func set(_ key: String, _ value: String, in configuration: OpaquePointer) throws(BusError) {
    var reason = [CChar](repeating: 0, count: 512)
    let result = rd_kafka_conf_set(configuration, key, value, &reason, reason.count)
    guard result != RD_KAFKA_CONF_OK else { return }
    let text = reason.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    throw .badConfiguration("librdkafka refuses \(key)=\(value): \(text)")
  }
}

extension KafkaHandle {
  /// A client made of a configuration, which it consumes.
  init(_ kind: rd_kafka_type_t, configuration: OpaquePointer) throws(BusError) {
    var reason = [CChar](repeating: 0, count: 512)
    guard let client = rd_kafka_new(kind, configuration, &reason, reason.count) else {
      rd_kafka_conf_destroy(configuration)
      let text = reason.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
      throw .badConfiguration("librdkafka makes no client of it: \(text)")
    }
    rd_kafka_set_log_queue(client, nil)
    pointer = client
  }
}

public import Bus
import CRdKafka

/// What is done to a cluster rather than with it.
public struct KafkaAdmin: Sendable {
  private let settings: KafkaSettings
  /// Milliseconds a request may take.
  private let limit: Int32

  /// An administrator of the cluster that `settings` name.
  ///
  /// - Parameter limit: milliseconds a request may take.
  public init(settings: KafkaSettings, limit: Int = 15_000) {
    self.settings = settings
    self.limit = Int32(limit)
  }

  /// The cluster's topics with their numbers of partitions.
  ///
  /// - Throws: ``BusError/notDelivered(topic:reason:)`` when no broker answers in time.
  public func topics() async throws(BusError) -> [String: Int] {
    try await withClient { client, limit throws(BusError) in
      var metadata: UnsafePointer<rd_kafka_metadata>?
      let code = rd_kafka_metadata(client, 1, nil, &metadata, limit)
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata else {
        throw .notDelivered(topic: "(list of topics)", reason: KafkaFault.text(code))
      }
      defer { rd_kafka_metadata_destroy(metadata) }
      var topics: [String: Int] = [:]
      for index in 0..<Int(metadata.pointee.topic_cnt) {
        let topic = metadata.pointee.topics[index]
        guard topic.err == RD_KAFKA_RESP_ERR_NO_ERROR, let name = topic.topic else { continue }
        topics[String(cString: name)] = Int(topic.partition_cnt)
      }
      return topics
    }
  }

  /// Creates the topics that do not exist.
  ///
  /// An ``EmbeddedBroker`` does not understand this; it is given its topics when it starts.
  ///
  /// - Throws: ``BusError`` of the first topic that could not be created.
  public func createTopics(_ names: [String], partitions: Int = 12, replication: Int = 1) async throws(BusError) {
    guard !names.isEmpty else { return }
    try await withClient { client, limit throws(BusError) in
      var requests: [OpaquePointer?] = []
      defer { for request in requests { rd_kafka_NewTopic_destroy(request) } }
      for name in names {
        var reason = [CChar](repeating: 0, count: 512)
        guard let request = rd_kafka_NewTopic_new(name, Int32(partitions), Int32(replication), &reason, reason.count)
        else {
          let text = reason.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
          throw .badConfiguration("topic \(name) cannot be created: \(text)")
        }
        requests.append(request)
      }
      let queue = rd_kafka_queue_new(client)
      defer { rd_kafka_queue_destroy(queue) }
      let options = rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_CREATETOPICS)
      defer { rd_kafka_AdminOptions_destroy(options) }
      rd_kafka_AdminOptions_set_request_timeout(options, limit, nil, 0)
      rd_kafka_AdminOptions_set_operation_timeout(options, limit, nil, 0)
      rd_kafka_CreateTopics(client, &requests, requests.count, options, queue)
      // The request times out by itself; the margin is for its answer to arrive.
      guard let event = rd_kafka_queue_poll(queue, limit + 5_000) else {
        throw .notDelivered(topic: names[0], reason: "no answer to the creation of topics")
      }
      defer { rd_kafka_event_destroy(event) }
      try Self.check(event, names: names)
    }
  }

  private static func check(_ event: OpaquePointer, names: [String]) throws(BusError) {
    let code = rd_kafka_event_error(event)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      let text = rd_kafka_event_error_string(event).map { String(cString: $0) } ?? KafkaFault.text(code)
      throw .notDelivered(topic: names[0], reason: "topics were not created: \(text)")
    }
    var count = 0
    guard let results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count) else {
      return
    }
    for index in 0..<count {
      guard let result = results[index], let name = rd_kafka_topic_result_name(result) else { continue }
      let topic = String(cString: name)
      switch rd_kafka_topic_result_error(result) {
      case RD_KAFKA_RESP_ERR_NO_ERROR, RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS: continue
      case let code where KafkaFault(code) == .notAuthorised: throw .notAuthorised("create topic \(topic)")
      case let code:
        let text = rd_kafka_topic_result_error_string(result).map { String(cString: $0) } ?? KafkaFault.text(code)
        throw .badConfiguration("topic \(topic) cannot be created: \(text)")
      }
    }
  }

  /// What `body` returns, on a thread of its own, with a client that lives as long.
  func withClient<Value: Sendable>(
    _ body: @escaping @Sendable (_ client: OpaquePointer, _ limit: Int32) throws(BusError) -> Value
  ) async throws(BusError) -> Value {
    try settings.validate()
    let outcome = await DedicatedThread.value("kafka-admin") { () -> Result<Value, BusError> in
      do throws(BusError) {
        let configuration = try settings.configuration(for: .producer(number: 0))
        let client = try KafkaHandle(RD_KAFKA_PRODUCER, configuration: configuration)
        defer { rd_kafka_destroy(client.pointer) }
        return .success(try body(client.pointer, limit))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}

public import Bus
import CRdKafka

extension KafkaAdmin {
  /// How far groups are behind the ends of the topics they read.
  ///
  /// - Parameter groups: the topics of each group.
  /// - Throws: ``BusError/notDelivered(topic:reason:)`` when no broker answers in time.
  public func lag(of groups: [String: [String]]) async throws(BusError) -> [String: Int] {
    let partitions = try await topics()
    return try await withClient { client, limit throws(BusError) in
      let ends = try Self.ends(of: Set(groups.values.joined()), partitions, client: client, limit: limit)
      let places = groups.mapValues { topics in
        topics.flatMap { topic in
          (0..<(partitions[topic] ?? 0)).map { TopicPartition(topic: topic, partition: $0) }
        }
      }
      let committed = try Self.committed(places, client: client, limit: limit)
      var lags: [String: Int] = [:]
      for (group, places) in places {
        lags[group] = places.reduce(0) { $0 + max(0, (ends[$1] ?? 0) - (committed[group]?[$1] ?? 0)) }
      }
      return lags
    }
  }

  private static func ends(
    of topics: Set<String>, _ partitions: [String: Int], client: OpaquePointer, limit: Int32
  ) throws(BusError) -> [TopicPartition: Int] {
    let places = topics.flatMap { topic in
      (0..<(partitions[topic] ?? 0)).map { TopicPartition(topic: topic, partition: $0) }
    }
    guard let list = list(of: places) else { return [:] }
    defer { rd_kafka_topic_partition_list_destroy(list) }
    // Asked as a time, the logical end yields the offset that the next message will have.
    for index in 0..<Int(list.pointee.cnt) { list.pointee.elems[index].offset = Int64(RD_KAFKA_OFFSET_END) }
    let code = rd_kafka_offsets_for_times(client, list, limit)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw .notDelivered(topic: "(ends of topics)", reason: KafkaFault.text(code))
    }
    return offsets(in: list)
  }

  /// Asks for all groups at once and takes the answers as they come.
  private static func committed(
    _ groups: [String: [TopicPartition]], client: OpaquePointer, limit: Int32
  ) throws(BusError) -> [String: [TopicPartition: Int]] {
    let queue = rd_kafka_queue_new(client)
    defer { rd_kafka_queue_destroy(queue) }
    let options = rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS)
    defer { rd_kafka_AdminOptions_destroy(options) }
    rd_kafka_AdminOptions_set_request_timeout(options, limit, nil, 0)
    var asked = 0
    for (group, places) in groups {
      guard let list = list(of: places) else { continue }
      defer { rd_kafka_topic_partition_list_destroy(list) }
      var request = rd_kafka_ListConsumerGroupOffsets_new(group, list)
      // The library has copied the request when this returns.
      defer { rd_kafka_ListConsumerGroupOffsets_destroy(request) }
      rd_kafka_ListConsumerGroupOffsets(client, &request, 1, options, queue)
      asked += 1
    }
    var committed: [String: [TopicPartition: Int]] = [:]
    for _ in 0..<asked {
      // A request times out by itself; the margin is for its answer to arrive.
      guard let event = rd_kafka_queue_poll(queue, limit + 1_000) else {
        throw .notDelivered(topic: "(offsets of groups)", reason: "no answer")
      }
      defer { rd_kafka_event_destroy(event) }
      let code = rd_kafka_event_error(event)
      guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
        throw .notDelivered(topic: "(offsets of groups)", reason: KafkaFault.text(code))
      }
      var count = 0
      let result = rd_kafka_event_ListConsumerGroupOffsets_result(event)
      guard let answers = rd_kafka_ListConsumerGroupOffsets_result_groups(result, &count), count > 0,
        let name = rd_kafka_group_result_name(answers[0]), let found = rd_kafka_group_result_partitions(answers[0])
      else { continue }
      committed[String(cString: name)] = offsets(in: found)
    }
    return committed
  }

  private static func list(of places: [TopicPartition]) -> UnsafeMutablePointer<rd_kafka_topic_partition_list_t>? {
    guard !places.isEmpty, let list = rd_kafka_topic_partition_list_new(Int32(places.count)) else { return nil }
    for place in places { rd_kafka_topic_partition_list_add(list, place.topic, Int32(place.partition)) }
    return list
  }

  private static func offsets(
    in list: UnsafePointer<rd_kafka_topic_partition_list_t>
  ) -> [TopicPartition: Int] {
    var offsets: [TopicPartition: Int] = [:]
    for index in 0..<Int(list.pointee.cnt) {
      let element = list.pointee.elems[index]
      guard element.err == RD_KAFKA_RESP_ERR_NO_ERROR, element.offset >= 0, let topic = element.topic else { continue }
      offsets[TopicPartition(topic: String(cString: topic), partition: Int(element.partition))] = Int(element.offset)
    }
    return offsets
  }
}

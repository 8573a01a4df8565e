import CRdKafka

/// Where a group that never committed starts to read, to be committed at once: autoscalers know a group's lag only from
/// committed positions.
///
/// Best effort: partitions whose positions cannot be learned in time are committed with their first settled message.
struct InitialPositions: ~Copyable {
  /// Milliseconds that each of the two questions to the brokers may take. The group waits meanwhile.
  private static let limit: Int32 = 5_000

  private let client: KafkaHandle
  private let list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?

  /// Asks the brokers, blocking.
  init(client: KafkaHandle, list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?) {
    self.client = client
    self.list = Self.beginnings(of: list, client: client.pointer)
  }

  deinit {
    if let list { rd_kafka_topic_partition_list_destroy(list) }
  }

  /// Sends the commit, without waiting for it.
  func commit() {
    guard let list, list.pointee.cnt > 0 else { return }
    rd_kafka_commit(client.pointer, list, 1)
  }

  private static func beginnings(
    of assigned: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?, client: OpaquePointer
  ) -> UnsafeMutablePointer<rd_kafka_topic_partition_list_t>? {
    guard let assigned, assigned.pointee.cnt > 0,
      let committed = rd_kafka_topic_partition_list_copy(assigned)
    else { return nil }
    defer { rd_kafka_topic_partition_list_destroy(committed) }
    guard rd_kafka_committed(client, committed, limit) == RD_KAFKA_RESP_ERR_NO_ERROR,
      let asked = rd_kafka_topic_partition_list_new(committed.pointee.cnt)
    else { return nil }
    defer { rd_kafka_topic_partition_list_destroy(asked) }
    for index in 0..<Int(committed.pointee.cnt) {
      let element = committed.pointee.elems[index]
      let isUncommitted = element.offset == Int64(RD_KAFKA_OFFSET_INVALID)
      guard element.err == RD_KAFKA_RESP_ERR_NO_ERROR, isUncommitted else { continue }
      // Asked as a time, the logical beginning yields the first offset there is.
      rd_kafka_topic_partition_list_add(asked, element.topic, element.partition).pointee.offset =
        Int64(RD_KAFKA_OFFSET_BEGINNING)
    }
    guard asked.pointee.cnt > 0, rd_kafka_offsets_for_times(client, asked, limit) == RD_KAFKA_RESP_ERR_NO_ERROR
    else { return nil }
    let found = rd_kafka_topic_partition_list_new(asked.pointee.cnt)
    for index in 0..<Int(asked.pointee.cnt) {
      let element = asked.pointee.elems[index]
      guard element.err == RD_KAFKA_RESP_ERR_NO_ERROR, element.offset >= 0 else { continue }
      rd_kafka_topic_partition_list_add(found, element.topic, element.partition).pointee.offset = element.offset
    }
    return found
  }
}

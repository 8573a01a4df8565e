import Bus
import CRdKafka

/// The partitions a member has now. Everything here happens under the subscription's lock; the library's callbacks never
/// take that lock, so that it may be held while the library is called.
struct KafkaAssignment: ~Copyable {
  private var shares: [Int: PartitionShare] = [:]
  private var order: [Int] = []
  private var turn = 0
  private var lastNumber = 0

  /// A message taken from a partition, and what settles it.
  struct Taken: Sendable {
    let message: Message
    let partition: Int
    let offset: Int64
    /// The share it came from; a share that was revoked is never known again.
    let share: Int
    let ticket: ContiguousOffsets.Ticket
  }

  var count: Int { order.count }

  mutating func add(_ share: PartitionShare) {
    lastNumber += 1
    shares[lastNumber] = share
    order.append(lastNumber)
  }

  /// Forgets all shares: what is settled late no longer counts.
  mutating func revokeAll() {
    for share in shares.values { share.release() }
    shares = [:]
    order = []
    turn = 0
  }

  /// The next message, of the partitions in turn. Events that are no messages go to `events`.
  mutating func take(events: ClientEvents) -> Taken? {
    for step in order.indices {
      let place = (turn + step) % order.count
      let number = order[place]
      while let event = shares[number]?.poll() {
        defer { rd_kafka_event_destroy(event) }
        guard rd_kafka_event_type(event) == RD_KAFKA_EVENT_FETCH, let record = rd_kafka_event_message_next(event),
          record.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR, let topic = shares[number]?.place.topic,
          let ticket = shares[number]?.offsets.fetch(record.pointee.offset)
        else {
          events.take(event)
          continue
        }
        turn = place + 1
        return Taken(
          message: Message(record, topic: topic), partition: Int(record.pointee.partition),
          offset: record.pointee.offset, share: number, ticket: ticket)
      }
    }
    return nil
  }

  /// Settles a message, and stores the partition's position when that moves it.
  mutating func settle(_ taken: Taken, client: KafkaHandle) {
    guard let place = shares[taken.share]?.place, let position = shares[taken.share]?.offsets.settle(taken.ticket)
    else { return }
    let list = rd_kafka_topic_partition_list_new(1)
    // The list holds references to the partition: it must be gone before the client is destroyed.
    defer { rd_kafka_topic_partition_list_destroy(list) }
    rd_kafka_topic_partition_list_add(list, place.topic, Int32(place.partition)).pointee.offset = position
    // Refused only when the partition is being taken from us, and then the message comes again elsewhere.
    rd_kafka_offsets_store(client.pointer, list)
  }
}

extension Message {
  /// A copy of a fetched message. Keys and header values that are not UTF-8 are repaired.
  fileprivate init(_ record: UnsafePointer<rd_kafka_message_t>, topic: String) {
    let body = UnsafeRawBufferPointer(start: record.pointee.payload, count: record.pointee.len)
    let key = record.pointee.key.map { start in
      String(decoding: UnsafeRawBufferPointer(start: start, count: record.pointee.key_len), as: UTF8.self)
    }
    var headers: [Header] = []
    var list: OpaquePointer?
    if rd_kafka_message_headers(record, &list) == RD_KAFKA_RESP_ERR_NO_ERROR {
      var name: UnsafePointer<CChar>?
      var value: UnsafeRawPointer?
      var size = 0
      while rd_kafka_header_get_all(list, headers.count, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR {
        let bytes = UnsafeRawBufferPointer(start: value, count: size)
        headers.append(Header(name.map { String(cString: $0) } ?? "", String(decoding: bytes, as: UTF8.self)))
      }
    }
    self.init(topic: topic, key: key, headers: headers, body: Array(body))
  }
}

import Bus
import CRdKafka
import Logging
import Synchronization

/// A publishing client: a thread of ours polls its queue for what became of the messages.
final class KafkaProducer: Sendable {
  private enum Outcome: Sendable {
    case delivered
    case failed(BusError)
    /// The library's buffers were full; the message is not in them.
    case buffersFull
  }

  private struct Waiting {
    let message: Message
    let continuation: CheckedContinuation<Outcome, Never>
  }

  /// Invariant: who is in `waiting` is answered exactly once, and the client lives as long as anyone is.
  private struct State {
    var waiting: [UInt: Waiting] = [:]
    var lastID: UInt = 0
    var reports = 0
    /// When what is still under way is withdrawn; set once the producer closes.
    var closesAt: ContinuousClock.Instant?
    var isClosed = false
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  /// What the producer knows of its connection.
  let events: ClientEvents
  private let client: KafkaHandle
  private let queue: KafkaHandle
  private let state = Mutex(State())
  private let reported = Doorbell()

  init(settings: KafkaSettings, number: Int, logger: Logger) throws(BusError) {
    client = try KafkaHandle(RD_KAFKA_PRODUCER, configuration: settings.configuration(for: .producer(number: number)))
    guard let main = rd_kafka_queue_get_main(client.pointer) else {
      rd_kafka_destroy(client.pointer)
      throw .fatal("librdkafka gave no queue")
    }
    queue = KafkaHandle(pointer: main)
    events = ClientEvents(servers: settings.bootstrapServers, logger: logger)
    DedicatedThread.start("kafka-producer") { self.serve() }
  }

  /// Returns when the brokers have the message. Full buffers are waited for.
  func publish(_ message: Message) async throws(BusError) {
    while true {
      let seen = state.withLock { $0.reports }
      switch await send(message) {
      case .delivered: return
      case .failed(let error): throw error
      case .buffersFull:
        let hasRoom = await reported.first {
          self.state.withLock { $0.reports != seen || $0.waiting.isEmpty || $0.isClosed ? true : nil }
        }
        if hasRoom == nil {
          throw .notDelivered(topic: message.topic, reason: "cancelled while the buffers were full")
        }
      }
    }
  }

  /// Waits until what is under way is delivered, at most `limit`; withdraws the rest; destroys the client.
  func close(within limit: Duration) async {
    await withCheckedContinuation { continuation in
      let isClosed = state.withLock { state in
        guard !state.isClosed else { return true }
        state.closers.append(continuation)
        state.closesAt = state.closesAt ?? .now + limit
        return false
      }
      if isClosed { continuation.resume() }
    }
  }

  private func send(_ message: Message) async -> Outcome {
    await withCheckedContinuation { continuation in
      let id: UInt? = state.withLock { state in
        guard state.closesAt == nil, !state.isClosed else { return nil }
        state.lastID += 1
        state.waiting[state.lastID] = Waiting(message: message, continuation: continuation)
        return state.lastID
      }
      guard let id else { return continuation.resume(returning: .failed(.closed)) }
      guard let code = enqueue(message, id: id) else { return }
      answer(
        id,
        code == RD_KAFKA_RESP_ERR__QUEUE_FULL
          ? .buffersFull : .failed(KafkaFault.publishing(message, failedWith: code)))
    }
  }

  /// Hands a message to the library; the code when it does not take it.
  private func enqueue(_ message: Message, id: UInt) -> rd_kafka_resp_err_t? {
    let headers = rd_kafka_headers_new(message.headers.count)
    for header in message.headers {
      var value = header.value
      value.withUTF8 { bytes in
        // The size -1 makes the library take the name's length itself; names have no zero bytes.
        _ = rd_kafka_header_add(headers, header.name, -1, bytes.baseAddress, bytes.count)
      }
    }
    let opaque = UnsafeMutableRawPointer(bitPattern: id)
    let error = message.body.withUnsafeBytes { body in
      guard var key = message.key else {
        return backcourt_produce(
          client.pointer, message.topic, nil, 0, body.baseAddress, body.count, headers, opaque)
      }
      return key.withUTF8 { key in
        backcourt_produce(
          client.pointer, message.topic, key.baseAddress, key.count, body.baseAddress, body.count, headers, opaque)
      }
    }
    guard let error else { return nil }
    let code = rd_kafka_error_code(error)
    rd_kafka_error_destroy(error)
    rd_kafka_headers_destroy(headers)
    return code
  }

  private func answer(_ id: UInt, _ outcome: Outcome) {
    state.withLock { $0.waiting.removeValue(forKey: id) }?.continuation.resume(returning: outcome)
  }

  /// The thread: until closed and nobody waits.
  private func serve() {
    learnTopics()
    while true {
      if let event = rd_kafka_queue_poll(queue.pointer, 100) {
        if rd_kafka_event_type(event) == RD_KAFKA_EVENT_DR {
          report(event)
        } else {
          events.take(event)
        }
        rd_kafka_event_destroy(event)
      }
      let (closesAt, isIdle) = state.withLock { state in
        state.isClosed = state.closesAt != nil && state.waiting.isEmpty
        return (state.closesAt, state.waiting.isEmpty)
      }
      guard let closesAt else { continue }
      if isIdle { break }
      if ContinuousClock.now >= closesAt {
        rd_kafka_purge(client.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
      }
    }
    rd_kafka_queue_destroy(queue.pointer)
    rd_kafka_destroy(client.pointer)
    events.closed()
    reported.ring()
    let closers = state.withLock { state in
      defer { state.closers = [] }
      return state.closers
    }
    for closer in closers { closer.resume() }
  }

  /// Waits for the first connection, a little, and asks for the topics that were published to before it stood. Without
  /// that, the library takes a whole second to ask by itself.
  private func learnTopics() {
    var metadata: UnsafePointer<rd_kafka_metadata>?
    guard rd_kafka_metadata(client.pointer, 0, nil, &metadata, 500) == RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    rd_kafka_metadata_destroy(metadata)
  }

  private func report(_ event: OpaquePointer) {
    while let report = rd_kafka_event_message_next(event) {
      let code = report.pointee.err
      let id = UInt(bitPattern: report.pointee._private)
      guard let waiting = state.withLock({ $0.waiting.removeValue(forKey: id) }) else { continue }
      if code == RD_KAFKA_RESP_ERR_NO_ERROR {
        waiting.continuation.resume(returning: .delivered)
      } else {
        waiting.continuation.resume(returning: .failed(KafkaFault.publishing(waiting.message, failedWith: code)))
      }
    }
    state.withLock { $0.reports += 1 }
    reported.ring()
  }
}

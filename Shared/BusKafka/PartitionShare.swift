import Bus
import CRdKafka
import Synchronization

/// An assigned partition: its own queue, which nobody but us empties, and what of it is settled.
struct PartitionShare {
  /// Told by the library, from a thread of its own and under the queue's lock, when the queue stops being empty.
  final class Arrival: Sendable {
    private let mayHaveMessages = Atomic(true)
    private let bell: Doorbell

    init(bell: Doorbell) {
      self.bell = bell
    }

    /// Calls nothing of the library, as its contract demands.
    func signal() {
      mayHaveMessages.store(true, ordering: .releasing)
      bell.ring()
    }

    /// Whether the queue is worth a look; from now on only a signal or ``keep()`` makes it so.
    func claim() -> Bool { mayHaveMessages.exchange(false, ordering: .acquiringAndReleasing) }

    func keep() { mayHaveMessages.store(true, ordering: .releasing) }
  }

  let place: TopicPartition
  private let queue: KafkaHandle
  private let arrival: Unmanaged<Arrival>
  var offsets = ContiguousOffsets()

  /// Detaches the partition's queue from the client's. Must come before the partition is assigned, so that no message
  /// takes the other way.
  init?(_ place: TopicPartition, of client: KafkaHandle, bell: Doorbell) {
    guard let pointer = rd_kafka_queue_get_partition(client.pointer, place.topic, Int32(place.partition)) else {
      return nil
    }
    self.place = place
    queue = KafkaHandle(pointer: pointer)
    arrival = .passRetained(Arrival(bell: bell))
    rd_kafka_queue_forward(pointer, nil)
    rd_kafka_queue_cb_event_enable(
      pointer, { _, opaque in opaque.map { Unmanaged<Arrival>.fromOpaque($0).takeUnretainedValue().signal() } },
      arrival.toOpaque())
  }

  /// Gives the queue back. The callback is taken off under the queue's lock, so that none is under way afterwards.
  func release() {
    rd_kafka_queue_cb_event_enable(queue.pointer, nil, nil)
    rd_kafka_queue_destroy(queue.pointer)
    arrival.release()
  }

  /// The next event of the partition, which the caller destroys; nil when there is none. Does not wait.
  func poll() -> OpaquePointer? {
    let arrival = arrival.takeUnretainedValue()
    guard arrival.claim(), let event = rd_kafka_queue_poll(queue.pointer, 0) else { return nil }
    arrival.keep()
    return event
  }
}

/// A client or a queue of the library.
///
/// Unchecked, because the library's clients and queues are safe to use from any thread until they are destroyed. Whoever
/// owns a handle destroys it, and makes sure that nobody uses it later.
struct KafkaHandle: @unchecked Sendable {
  let pointer: OpaquePointer
}

import Foundation

/// Threads of our own, for what blocks: the cooperative pool must never wait for a broker.
enum DedicatedThread {
  /// Runs `body` on a new thread.
  static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.name = name
    thread.start()
  }

  /// What `body` returns on a new thread.
  static func value<Value: Sendable>(_ name: String, of body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      start(name) { continuation.resume(returning: body()) }
    }
  }
}

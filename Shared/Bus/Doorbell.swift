import Synchronization

/// Wakes those who wait for something to change; the change itself stands elsewhere.
///
/// No ring is lost: who looks after a ring sees the change, and who looked before it is woken. Ringing is safe from any
/// thread and takes no lock but its own.
package final class Doorbell: Sendable {
  private struct State {
    var rings: UInt64 = 0
    var lastWaiter: UInt64 = 0
    var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Wakes all who wait.
  package func ring() {
    let waiters = state.withLock { state in
      state.rings &+= 1
      guard !state.waiters.isEmpty else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiters.removeAll(keepingCapacity: true) }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume() }
  }

  /// The first answer of `look`, which is asked now and again after each ring. Nil when the task was cancelled.
  package func first<Found: Sendable>(_ look: @Sendable () -> Found?) async -> Found? {
    while !Task.isCancelled {
      let heard = state.withLock { $0.rings }
      if let found = look() { return found }
      await wait(after: heard)
    }
    return nil
  }

  private func wait(after heard: UInt64) async {
    let waiter = state.withLock { state in
      state.lastWaiter &+= 1
      return state.lastWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // Cancellation is looked up under the lock: the handler either finds the waiter or ran before this.
        let waits = state.withLock { state in
          guard state.rings == heard, !Task.isCancelled else { return false }
          state.waiters[waiter] = continuation
          return true
        }
        if !waits { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: waiter) }?.resume()
    }
  }
}

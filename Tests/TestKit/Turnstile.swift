import Synchronization

/// Holds those who come until it is opened, so that a test can stop work at a known place.
public final class Turnstile: Sendable {
  private struct State {
    var isOpen = false
    var arrived = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// A closed turnstile.
  public init() {}

  /// How many have come so far, held or not.
  public var arrived: Int { state.withLock { $0.arrived } }

  /// Returns when it is open. Not ended by cancellation: what stands here is as stopped as a suspended process.
  public func pass() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        state.arrived += 1
        if !state.isOpen {
          state.waiting.append(continuation)
        }
        return state.isOpen
      }
      if isOpen {
        continuation.resume()
      }
    }
  }

  /// Lets everybody through, now and later.
  public func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting {
      continuation.resume()
    }
  }
}

public import Foundation
public import Ledger
import Synchronization

/// A clock that stands still until it is told to advance.
public final class VirtualClock: WallClock {
  private struct Sleeper {
    let id: Int
    let until: Date
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now: Date
    var lastID = 0
    var sleepers: [Sleeper] = []
    var isOver = false
  }

  private let state: Mutex<State>

  /// A clock that shows `start`: 2024-03-01 00:00 UTC unless told otherwise.
  public init(at start: Date = Date(timeIntervalSince1970: 1_709_251_200)) {
    state = Mutex(State(now: start))
  }

  /// The time it was last moved to.
  public var now: Date { state.withLock { $0.now } }

  /// When those who sleep now will be woken, the earliest first.
  public var alarms: [Date] { state.withLock { $0.sleepers.map(\.until).sorted() } }

  /// Returns once the clock was advanced by `duration`, or throws when the task is cancelled or time is over.
  public func sleep(for duration: Duration) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let outcome: Result<Void, any Error>? = state.withLock { state in
          guard !Task.isCancelled, !state.isOver else { return .failure(CancellationError()) }
          guard duration > .zero else { return .success(()) }
          let until = state.now.addingTimeInterval(duration / .seconds(1))
          state.sleepers.append(Sleeper(id: id, until: until, continuation: continuation))
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) }
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }

  /// Moves time on, and wakes those who have slept enough: the earliest alarm first, and of equal ones the older sleeper.
  public func advance(by duration: Duration) {
    let woken = state.withLock { state in
      state.now = state.now.addingTimeInterval(duration / .seconds(1))
      let now = state.now
      let due = state.sleepers.filter { $0.until <= now }
      state.sleepers.removeAll { $0.until <= now }
      return due.sorted { ($0.until, $0.id) < ($1.until, $1.id) }
    }
    for sleeper in woken {
      sleeper.continuation.resume()
    }
  }

  /// Ends time: who sleeps, or is to sleep from now on, is cancelled. What was left behind asleep would keep all that it holds.
  public func end() {
    let woken = state.withLock { state in
      state.isOver = true
      defer { state.sleepers = [] }
      return state.sleepers
    }
    for sleeper in woken {
      sleeper.continuation.resume(throwing: CancellationError())
    }
  }
}

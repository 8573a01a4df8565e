import Ledger
import Synchronization

/// Lets the computation of a cell take only so long, so that one that hangs becomes an error like any other.
///
/// Swift cannot end a computation from outside: one that heeds cancellation stops, one that does not is left to itself and
/// what it comes to is thrown away. While it goes on, the cell is not begun a second time in this process, so that a table
/// that always hangs costs one thread and not one for each try.
final class CellTimer: Sendable {
  private let limit: Duration
  private let clock: any WallClock
  private let leftBehind = Mutex<Set<CellKey>>([])

  init(limit: Duration, clock: any WallClock) {
    (self.limit, self.clock) = (limit, clock)
  }

  /// What `compute` comes to.
  ///
  /// - Throws: ``PipelineError/timedOut(_:_:)`` when it takes longer than the limit, or an earlier try still goes on.
  func run<Result: Sendable>(
    _ key: CellKey, _ compute: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    guard !leftBehind.withLock({ $0.contains(key) }) else {
      throw PipelineError.timedOut("\(key)", "an earlier try of it still goes on in this process")
    }
    let race = Race<Result>()
    let work = Task {
      do {
        let result = try await compute()
        race.end(.success(result))
      } catch {
        race.end(.failure(error))
      }
      _ = leftBehind.withLock { $0.remove(key) }
    }
    let timer = Task { [limit, clock] in
      try await clock.sleep(for: limit)
      // Left behind before the race is over: the work takes its own mark away, whoever comes first.
      _ = leftBehind.withLock { $0.insert(key) }
      if race.end(.failure(PipelineError.timedOut("\(key)", "it took longer than \(limit)"))) {
        work.cancel()
      } else {
        _ = leftBehind.withLock { $0.remove(key) }
      }
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
      try await race.result()
    } onCancel: {
      work.cancel()
      race.end(.failure(CancellationError()))
    }
  }
}

/// The first of several ends, for one who waits.
private final class Race<Value: Sendable>: Sendable {
  private struct State {
    var result: Result<Value, any Error>?
    var waiter: CheckedContinuation<Value, any Error>?
  }

  private let state = Mutex(State())

  /// Ends the race; false when it was over.
  @discardableResult
  func end(_ result: Result<Value, any Error>) -> Bool {
    let (isFirst, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Value, any Error>?) in
      guard state.result == nil else { return (false, nil) }
      state.result = result
      defer { state.waiter = nil }
      return (true, state.waiter)
    }
    waiter?.resume(with: result)
    return isFirst
  }

  func result() async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let result = state.withLock { state -> Result<Value, any Error>? in
        if state.result == nil { state.waiter = continuation }
        return state.result
      }
      if let result { continuation.resume(with: result) }
    }
  }
}

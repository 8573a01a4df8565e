/// Lets requests to one source out: no more at once than allowed, and no sooner after each other than allowed.
actor SourceGate {
  private let interval: Double
  private let clock: HTTPClock
  private var free: Int
  private var nextStart = 0.0
  private var queue: [(id: Int, turn: CheckedContinuation<Void, any Error>)] = []
  private var lastID = 0

  init(_ policy: SourcePolicy, clock: HTTPClock) {
    interval = policy.interval.inSeconds
    free = policy.concurrency
    self.clock = clock
  }

  /// Waits for a place; ``leave()`` gives it back.
  func enter() async throws {
    if free > 0 {
      free -= 1
      return
    }
    lastID += 1
    let id = lastID
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (turn: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled {
          turn.resume(throwing: CancellationError())
        } else {
          queue.append((id, turn))
        }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  /// Gives the place to who waits longest.
  func leave() {
    if queue.isEmpty {
      free += 1
    } else {
      queue.removeFirst().turn.resume()
    }
  }

  /// Waits for the moment at which the next request may start.
  func pace() async throws {
    let now = clock.now()
    let start = max(now, nextStart)
    nextStart = start + interval
    if start > now { try await clock.sleep(.seconds(start - now)) }
  }

  /// No request starts for so many seconds.
  func hold(seconds: Double) {
    nextStart = max(nextStart, clock.now() + seconds)
  }

  private func giveUp(_ id: Int) {
    guard let place = queue.firstIndex(where: { $0.id == id }) else { return }
    queue.remove(at: place).turn.resume(throwing: CancellationError())
  }
}

/// Leaves a source alone after it failed so many times in a row, then lets one request try it.
struct CircuitBreaker: Sendable {
  private enum State {
    case closed(failures: Int)
    case open(until: Double)
    case probing
  }

  private let failures: Int
  private let pause: Double
  private var state = State.closed(failures: 0)
  /// Answers and failures since the start.
  private(set) var succeeded = 0
  private(set) var failed = 0

  init(failures: Int, pause: Double) {
    self.failures = failures
    self.pause = pause
  }

  /// Whether a request may go out now; else the seconds until one may.
  mutating func admit(at now: Double) -> Double? {
    switch state {
    case .closed: return nil
    case .open(let until) where now < until: return until - now
    case .open:
      state = .probing
      return nil
    case .probing: return 1
    }
  }

  mutating func succeed() {
    succeeded += 1
    state = .closed(failures: 0)
  }

  mutating func fail(at now: Double) {
    failed += 1
    switch state {
    case .closed(let count):
      state = count + 1 >= failures ? .open(until: now + pause) : .closed(failures: count + 1)
    case .probing: state = .open(until: now + pause)
    case .open: break
    }
  }

  /// An admitted request came to nothing that tells of the source: it was cancelled.
  mutating func abandon(at now: Double) {
    if case .probing = state { state = .open(until: now) }
  }
}

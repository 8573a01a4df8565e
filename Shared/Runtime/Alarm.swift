public import Foundation
public import Ledger

/// Wakes somebody at a time, or earlier when rung.
public final class Alarm: Sendable {
  private let clock: any WallClock
  private let rings: AsyncStream<Void>
  private let ringer: AsyncStream<Void>.Continuation

  /// An alarm by a clock.
  public init(clock: any WallClock) {
    self.clock = clock
    (rings, ringer) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Wakes who waits now, or who waits next.
  public func ring() {
    ringer.yield()
  }

  /// Returns at `time`, or when rung; with no time, only when rung. One caller at a time.
  public func wait(until time: Date?) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [rings] in
        for await _ in rings { return }
      }
      if let time {
        let left = max(0.05, time.timeIntervalSince(clock.now))
        group.addTask { [clock] in try await clock.sleep(for: .seconds(left)) }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
    try Task.checkCancellation()
  }
}

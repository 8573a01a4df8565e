import Bus
public import Foundation
public import Ledger
import Synchronization

/// Wakes somebody at a time, or earlier when rung. A ring before the wait counts.
public final class Alarm: Sendable {
  private let clock: any WallClock
  private let bell = Doorbell()
  private let isRung = Mutex(false)

  /// An alarm by a clock.
  public init(clock: any WallClock) {
    self.clock = clock
  }

  /// Wakes who waits now, or who waits next.
  public func ring() {
    isRung.withLock { $0 = true }
    bell.ring()
  }

  /// Returns at `time`, or when rung; with no time, only when rung. One caller at a time.
  public func wait(until time: Date?) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [self] in
        _ = await bell.first {
          isRung.withLock { isRung -> Bool? in
            defer { isRung = false }
            return isRung ? true : nil
          }
        }
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

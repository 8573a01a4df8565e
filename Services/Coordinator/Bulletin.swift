import Ledger
import Runtime
import Synchronization

/// Wakes those who follow the desk when something may be new.
final class Bulletin: Sendable {
  /// How many may follow at once.
  static let room = 32

  private struct State {
    var lastNumber = 0
    var followers: [Int: Alarm] = [:]
  }

  private let state = Mutex(State())

  /// Wakes every follower.
  func ring() {
    for alarm in state.withLock({ Array($0.followers.values) }) { alarm.ring() }
  }

  /// Adds a follower; nil when there are too many.
  func follow(clock: any WallClock) -> (number: Int, alarm: Alarm)? {
    let alarm = Alarm(clock: clock)
    return state.withLock { state in
      guard state.followers.count < Self.room else { return nil }
      state.lastNumber += 1
      state.followers[state.lastNumber] = alarm
      return (state.lastNumber, alarm)
    }
  }

  /// Takes a follower out.
  func leave(_ number: Int) {
    state.withLock { $0.followers[number] = nil }
  }
}

import League
import Synchronization

/// Lets one task at a time work on a date; others wait their turn, or pass by.
final class DateTurns: Sendable {
  /// Who waits for each date that is taken, in order of arrival.
  private let taken = Mutex<[GameDate: [CheckedContinuation<Void, Never>]]>([:])

  /// Takes the date unless it is taken.
  func takeIfFree(_ date: GameDate) -> Bool {
    taken.withLock { taken in
      guard taken[date] == nil else { return false }
      taken[date] = []
      return true
    }
  }

  /// Takes the date once all who came before have left it.
  func take(_ date: GameDate) async {
    await withCheckedContinuation { continuation in
      let isFree = taken.withLock { taken in
        guard taken[date] != nil else {
          taken[date] = []
          return true
        }
        taken[date]?.append(continuation)
        return false
      }
      if isFree {
        continuation.resume()
      }
    }
  }

  /// Leaves the date to who waits for it longest.
  func leave(_ date: GameDate) {
    let next = taken.withLock { taken -> CheckedContinuation<Void, Never>? in
      guard taken[date]?.isEmpty == false else {
        taken[date] = nil
        return nil
      }
      return taken[date]?.removeFirst()
    }
    next?.resume()
  }
}

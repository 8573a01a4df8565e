import Foundation
import Synchronization

/// How far the server's clock is ahead of this machine's, as the last writing transaction found.
///
/// The answer is at most one trip over the wire old when it is noted, so the difference is right to a few milliseconds.
final class PostgreSQLClock: Sendable {
  private let offset = Mutex(0.0)

  /// Seconds that the server is ahead.
  var secondsAhead: Double { offset.withLock { $0 } }

  func note(serverMilliseconds: Int64?) {
    guard let serverMilliseconds else { return }
    let ahead = Double(serverMilliseconds) / 1000 - Date().timeIntervalSince1970
    offset.withLock { $0 = ahead }
  }
}

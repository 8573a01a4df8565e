import Foundation

/// The time by which the client paces itself.
public struct HTTPClock: Sendable {
  /// Seconds since 1970.
  public let now: @Sendable () -> Double
  /// Waits.
  public let sleep: @Sendable (Duration) async throws -> Void

  /// A clock of one's own.
  public init(now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Duration) async throws -> Void) {
    self.now = now
    self.sleep = sleep
  }

  /// The machine's.
  public static let system = HTTPClock(
    now: { Date().timeIntervalSince1970 }, sleep: { try await Task.sleep(for: $0) })
}

extension Duration {
  /// As a number of seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}

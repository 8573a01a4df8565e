public import Foundation
import League

/// The time of day, and waiting for it to pass. Everything that looks at a clock takes one of these.
public protocol WallClock: Sendable {
  /// The time now.
  var now: Date { get }
  /// Returns after `duration`, or throws when cancelled.
  func sleep(for duration: Duration) async throws
}

/// The machine's clock.
public struct SystemWallClock: WallClock {
  /// The machine's clock.
  public init() {}

  public var now: Date { Date() }

  public func sleep(for duration: Duration) async throws {
    try await Task.sleep(for: duration)
  }
}

extension Date {
  /// Milliseconds since 1970, as leases are stored.
  public var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

  /// RFC 3339 in UTC with milliseconds, as the ledger stores times.
  public var timestamp: String {
    let total = milliseconds
    let seconds = total >= 0 ? total / 1000 : (total - 999) / 1000
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let ofDay = Int(seconds - days * 86_400)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let fraction = Int(total - seconds * 1000)
    let padding = fraction < 10 ? "00" : fraction < 100 ? "0" : ""
    let date = GameDate(dayNumber: Int(days))
    return "\(date)T\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60)).\(padding)\(fraction)Z"
  }
}

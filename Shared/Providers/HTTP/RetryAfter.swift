import Foundation

/// The header `Retry-After`: seconds, or the moment from which to come back.
enum RetryAfter {
  /// Seconds to wait from `now` (seconds since 1970); nil for a text that is neither.
  static func seconds(_ text: String, now: Double) -> Double? {
    if let seconds = Double(text.trimmingCharacters(in: .whitespaces)), seconds.isFinite { return max(0, seconds) }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    guard let moment = formatter.date(from: text) else { return nil }
    return max(0, moment.timeIntervalSince1970 - now)
  }
}

import League
import Providers

/// A moment in UTC, to the second.
struct UTCTime: Hashable, Sendable, CustomStringConvertible {
  /// Seconds since 1970.
  let seconds: Int
  /// `2024-01-25T00:55:40Z`.
  let description: String

  /// A moment written `2024-01-25T00:55:40Z`, with or without a fraction of seconds; nil for anything else.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), let date = GameDate(text.prefix(10)),
      bytes.count == 20 || bytes[19] == UInt8(ascii: ".")
    else { return nil }
    func number(_ start: Int, below limit: Int) -> Int? {
      let (tens, ones) = (Int(bytes[start]) - 48, Int(bytes[start + 1]) - 48)
      guard (0...9).contains(tens), (0...9).contains(ones), tens * 10 + ones < limit else { return nil }
      return tens * 10 + ones
    }
    guard let hours = number(11, below: 24), let minutes = number(14, below: 60), let second = number(17, below: 60)
    else { return nil }
    seconds = date.dayNumber * 86_400 + hours * 3600 + minutes * 60 + second
    description = String(text.prefix(19)) + "Z"
  }
}

extension CSVRow {
  /// A moment in UTC, or nothing.
  func optionalTime(_ column: CSVColumn?) throws -> UTCTime? {
    guard let column, let text = try optionalText(column) else { return nil }
    guard let time = UTCTime(text[...]) else {
      throw wrong(column, expected: "a time in UTC (2024-01-25T00:55:40Z)")
    }
    return time
  }
}

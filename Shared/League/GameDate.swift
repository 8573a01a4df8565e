/// A calendar date in US Eastern time. When a basketball date is meant, it is never a UTC date and never "today".
///
/// Stored as the number of days since 1970-01-01 (proleptic Gregorian), so comparison and distance are integer arithmetic.
public struct GameDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let dayNumber: Int

  /// The date `dayNumber` days after 1970-01-01.
  public init(dayNumber: Int) {
    self.dayNumber = dayNumber
  }

  /// The date of a civil year, month and day; nil when no such day exists (2024-02-30).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    self.init(dayNumber: Self.days(year: year, month: month, day: day))
    guard self.civil == (year, month, day) else { return nil }
  }

  /// The date written as `YYYY-MM-DD`, and nothing else; nil for any other text and for days that do not exist.
  public init?(_ iso: some StringProtocol) {
    let bytes = Array(iso.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        let digit = Int(bytes[index]) - 48
        guard (0...9).contains(digit) else { return nil }
        value = value * 10 + digit
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month (1–12) and day (1–31).
  public var civil: (year: Int, month: Int, day: Int) {
    // Days-from-civil inverted, in eras of 400 years that start on March 1.
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date `days` later (earlier when negative).
  public func adding(days: Int) -> GameDate {
    GameDate(dayNumber: dayNumber + days)
  }

  /// Whole days from `other` to this date; negative when `other` is later.
  public func days(since other: GameDate) -> Int {
    dayNumber - other.dayNumber
  }

  /// The earlier first.
  public static func < (left: GameDate, right: GameDate) -> Bool {
    left.dayNumber < right.dayNumber
  }
}

extension GameDate: CustomStringConvertible, LosslessStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = civil
    var text = [UInt8](repeating: UInt8(ascii: "-"), count: 10)
    func write(_ value: Int, _ range: Range<Int>) {
      var rest = value
      for index in range.reversed() {
        text[index] = UInt8(48 + rest % 10)
        rest /= 10
      }
    }
    write(year, 0..<4)
    write(month, 5..<7)
    write(day, 8..<10)
    return String(decoding: text, as: UTF8.self)
  }

  /// The date written as `YYYY-MM-DD`, and nothing else.
  public init?(_ description: String) {
    self.init(description[...])
  }
}

extension GameDate: Codable {
  /// From `YYYY-MM-DD`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = GameDate(text[...]) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a date (YYYY-MM-DD)")
    }
    self = date
  }

  /// As `YYYY-MM-DD`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

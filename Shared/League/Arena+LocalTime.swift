extension Arena {
  /// The time of day at the arena, `19:30`, of a moment written `2024-01-25T00:30:00Z`; nil for any other text.
  ///
  /// Daylight time runs from the second Sunday of March to the first of November, as it has since 2007.
  public func localTime(utc text: some StringProtocol) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), let date = GameDate(text.prefix(10))
    else { return nil }
    func number(_ start: Int) -> Int { Int(bytes[start]) * 10 + Int(bytes[start + 1]) - 528 }
    let (hours, minutes) = (number(11), number(14))
    guard (0..<24).contains(hours), (0..<60).contains(minutes) else { return nil }
    let moment = date.dayNumber * 1440 + hours * 60 + minutes
    let standard = moment + (timeZone.rawValue - 8) * 60
    let local = standard + (keepsDaylightTime && Self.isDaylightTime(standard) ? 60 : 0)
    let (hour, minute) = (local % 1440 / 60, local % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  /// - Parameter minute: minutes of local standard time since 1970.
  private static func isDaylightTime(_ minute: Int) -> Bool {
    let year = GameDate(dayNumber: minute / 1440).civil.year
    guard let march = sunday(2, of: 3, in: year), let november = sunday(1, of: 11, in: year) else { return false }
    return (march * 1440 + 120..<november * 1440 + 60).contains(minute)
  }

  /// The day number of the nth Sunday of a month. Day 3 since 1970 was one.
  private static func sunday(_ ordinal: Int, of month: Int, in year: Int) -> Int? {
    GameDate(year: year, month: month, day: 1).map { first in
      first.dayNumber + (10 - first.dayNumber % 7) % 7 + 7 * (ordinal - 1)
    }
  }
}

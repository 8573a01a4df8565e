public import Foundation
public import League

extension GameDate {
  /// The US Eastern calendar date at a moment.
  public static func eastern(_ moment: Date) -> GameDate {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "America/New_York") ?? TimeZone(secondsFromGMT: -5 * 3600) ?? .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: moment)
    return GameDate(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1) ?? GameDate(dayNumber: 0)
  }
}

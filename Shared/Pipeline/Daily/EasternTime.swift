public import Foundation
public import League

/// Wall time of the US East, in which the league's days are counted.
public enum EasternTime {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "America/New_York") ?? TimeZone(secondsFromGMT: -5 * 3600) ?? .gmt
    return calendar
  }()

  /// The moment at which Eastern clocks show a time of a day, with summer time or without.
  public static func moment(_ day: GameDate, _ hour: Int, _ minute: Int = 0) -> Date {
    let (year, month, dayOfMonth) = day.civil
    let parts = DateComponents(year: year, month: month, day: dayOfMonth, hour: hour, minute: minute)
    // Every year, month and day of a game date makes a date.
    return calendar.date(from: parts) ?? Date(timeIntervalSince1970: Double(day.dayNumber * 86_400 + (hour + 5) * 3600))
  }

  /// What Eastern clocks show: `10:30`.
  public static func clock(_ moment: Date) -> String {
    let parts = calendar.dateComponents([.hour, .minute], from: moment)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(parts.hour ?? 0)):\(two(parts.minute ?? 0))"
  }
}

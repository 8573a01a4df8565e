/// A season, named by the year in which it starts: 2023 is `2023-24`.
///
/// A season comes from a game's id. `init(nominal:)` answers for a bare date, where no game is at hand.
public struct Season: Hashable, Comparable, Sendable {
  /// The year of opening night.
  public let startYear: Int

  /// The season that starts in `startYear`.
  public init(startYear: Int) {
    self.startYear = startYear
  }

  /// The season labelled `2023-24`; nil unless the second part follows the first.
  public init?(label: some StringProtocol) {
    let parts = label.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
      let start = Int(parts[0]), let end = Int(parts[1]), start >= 1946, (start + 1) % 100 == end
    else { return nil }
    self.startYear = start
  }

  /// The season that a date falls in by the calendar: October to September, except that the 2019-20 restart ran to
  /// 2020-10-11 and 2020-21 opened on 2020-12-22.
  public init(nominal date: GameDate) {
    let (year, month, _) = date.civil
    let opens = year == 2020 ? 12 : 10
    self.startYear = month >= opens ? year : year - 1
  }

  /// `2023-24`.
  public var label: String {
    let end = (startYear + 1) % 100
    return "\(startYear)-\(end < 10 ? "0" : "")\(end)"
  }

  /// The key under which a whole-season partition is filed: October 1 of the start year, December 1 in 2020. It falls in the
  /// season by the calendar, and no game of any season is played that day.
  public var partitionDate: GameDate {
    GameDate(year: startYear, month: startYear == 2020 ? 12 : 10, day: 1) ?? GameDate(dayNumber: 0)
  }

  public static func < (left: Season, right: Season) -> Bool {
    left.startYear < right.startYear
  }
}

extension Season: CustomStringConvertible {
  /// The label, `2023-24`.
  public var description: String { label }
}

extension Season: Codable {
  /// From its label.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let season = Season(label: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a season; write it as 2023-24")
    }
    self = season
  }

  /// As its label.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(label)
  }
}

public import League

/// Which dates an operator means. Empty fields do not narrow.
public struct DateSelection: Hashable, Sendable, Codable {
  /// Whole seasons.
  public var seasons: [Season]
  /// First date, inclusive.
  public var start: GameDate?
  /// Last date, inclusive.
  public var end: GameDate?
  /// Single dates.
  public var dates: [GameDate]
  /// A calendar year.
  public var year: Int?
  /// Every season that the source has.
  public var all: Bool

  /// A selection.
  public init(
    seasons: [Season] = [], start: GameDate? = nil, end: GameDate? = nil, dates: [GameDate] = [], year: Int? = nil,
    all: Bool = false
  ) {
    self.seasons = seasons
    self.start = start
    self.end = end
    self.dates = dates
    self.year = year
    self.all = all
  }

  /// The oldest season that `all` asks the source for.
  public static let firstSeason = Season(startYear: 2000)

  /// Whether nothing was selected.
  public var isEmpty: Bool {
    seasons.isEmpty && start == nil && end == nil && dates.isEmpty && year == nil && !all
  }

  /// The seasons whose schedules must be known to resolve the selection.
  ///
  /// - Parameter today: bounds an open end.
  public func candidateSeasons(today: GameDate) -> [Season] {
    if !seasons.isEmpty { return Array(Set(seasons)).sorted() }
    if !dates.isEmpty { return Array(Set(dates.map { Season(nominal: $0) })).sorted() }
    let first: Season
    let last: Season
    if let year, let opening = GameDate(year: year, month: 1, day: 1),
      let close = GameDate(year: year, month: 12, day: 31)
    {
      (first, last) = (Season(nominal: opening), Season(nominal: close))
    } else {
      first = start.map { Season(nominal: $0) } ?? Self.firstSeason
      last = min(end ?? today, today).season
    }
    guard first <= last else { return [] }
    return (first.startYear...last.startYear).map { Season(startYear: $0) }
  }

  /// Whether a game date is meant.
  public func contains(_ date: GameDate, of season: Season) -> Bool {
    if !dates.isEmpty, !dates.contains(date) { return false }
    if !seasons.isEmpty, !seasons.contains(season) { return false }
    if let start, date < start { return false }
    if let end, date > end { return false }
    if let year, date.civil.year != year { return false }
    return true
  }

  /// The selection in words.
  public var words: String {
    var parts: [String] = []
    if all { parts.append("all seasons") }
    if !seasons.isEmpty { parts.append(seasons.map(\.label).joined(separator: ", ")) }
    if let year { parts.append("\(year)") }
    if start != nil || end != nil { parts.append("\(start.map(\.description) ?? "")..\(end.map(\.description) ?? "")") }
    if dates.count > 7, let first = dates.min(), let last = dates.max() {
      parts.append("\(dates.count) dates from \(first) to \(last)")
    } else if !dates.isEmpty {
      parts.append(dates.map(\.description).joined(separator: ", "))
    }
    return parts.joined(separator: "; ")
  }
}

extension GameDate {
  fileprivate var season: Season { Season(nominal: self) }
}

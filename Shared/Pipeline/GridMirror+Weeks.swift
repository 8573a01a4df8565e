import Ledger
import League

extension GridMirror {
  /// In how many seasons, D's and those before it, the snapshot of the last week is looked for.
  static let seasonsOfSnapshots = 3

  /// When the snapshot that serves a week was made.
  enum SnapshotDate: Hashable {
    /// On this game date.
    case made(GameDate)
    /// Never: no week of a season whose schedule was read lies before.
    case none
    /// The season's schedule was not read yet.
    case unknown
  }

  /// The first and the last game date of the week of `date`; nil while the season's schedule was not read, and for a week
  /// without games.
  mutating func gameWeek(of date: GameDate, in season: Season) -> ClosedRange<GameDate>? {
    guard let dates = gameDates(of: season) else { return nil }
    let monday = date.monday
    let start = dates[...].firstIndexSorted { $0 >= monday }
    let end = dates[...].firstIndexSorted { $0 >= monday.adding(days: 7) }
    return start < end ? dates[start]...dates[end - 1] : nil
  }

  /// When the snapshot was made that serves the week of `date`.
  mutating func date(of snapshot: Read.Snapshot, serving date: GameDate, in season: Season) -> SnapshotDate {
    guard let dates = gameDates(of: season) else { return .unknown }
    switch snapshot {
    case .thisWeek:
      return gameWeek(of: date, in: season).map { .made($0.lowerBound) } ?? .none
    case .lastWeek:
      let monday = date.monday
      if let closing = dates.prefix(while: { $0 < monday }).last { return .made(closing) }
      for back in 1..<Self.seasonsOfSnapshots {
        if let closing = gameDates(of: Season(startYear: season.startYear - back))?.last { return .made(closing) }
      }
      return .none
    }
  }

  /// Why a table of some cadence leaves a date out; nil when it does not.
  mutating func pauseReason(of cadence: Cadence, on date: GameDate, in season: Season) -> String? {
    guard cadence != .everyDate, let week = gameWeek(of: date, in: season) else { return nil }
    guard cadence.isDue(inWeekOf: date) else { return "made every fourth week; this is another one" }
    let made = cadence == .weekClosing ? week.upperBound : week.lowerBound
    return made == date ? nil : "made once a week; this week's is of \(made)"
  }
}

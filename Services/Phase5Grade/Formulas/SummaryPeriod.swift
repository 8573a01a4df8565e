import League
import Warehouse

/// A stretch of a season up to a date, over which results are summed up.
enum SummaryPeriod: String, ColumnValue, CaseIterable {
  case last7Days = "rolling_7d"
  case last30Days = "rolling_30d"
  case month
  case season

  /// The first date; nil for the whole season.
  func start(asOf date: GameDate) -> GameDate? {
    switch self {
    case .last7Days: date.adding(days: -6)
    case .last30Days: date.adding(days: -29)
    case .month: date.adding(days: 1 - date.civil.day)
    case .season: nil
    }
  }

  /// What it is called: the last date, the month or the season.
  func value(asOf date: GameDate, season: Season) -> String {
    switch self {
    case .last7Days, .last30Days: date.description
    case .month: String(date.description.prefix(7))
    case .season: season.label
    }
  }
}

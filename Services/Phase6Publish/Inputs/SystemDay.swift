import League
import Warehouse

/// What a system did on a date, in sums that can be added up over dates.
struct SystemDay: HistoryProjection {
  static let table = "published_system_days"
  var gameDate = GameDate(dayNumber: 0)
  var system = ""
  var sums = SystemSums()
  var entity: String { system }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("system_id", &system, "The system")
    try sums.columns(&c)
  }
}

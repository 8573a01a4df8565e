import Contracts
import League
import Pipeline
import Warehouse

/// What each system did on a date, in sums that can be added up over dates.
struct PublishedSystemDays: Table {
  static let name: TableName = "published_system_days"
  let version = 1
  let purpose = "What each system did on a date, in sums that can be added up over dates."

  struct Row: Record {
    var day = SystemDay()

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try day.columns(&c)
    }
  }

  let grades = SameDate<GradedPrediction>()
  var inputs: [any Input] { [grades] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let systems = Dictionary(grouping: try view[grades], by: \.system)
    guard !systems.isEmpty else { return .empty("no prediction of this date was graded") }
    let rows = systems.map { system, grades in
      var row = Row()
      row.day.system = system
      row.day.sums = SystemSums(grades)
      return row
    }
    return Partition(rows, expected: systems.count)
  }
}

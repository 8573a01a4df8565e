package import Contracts
package import Ledger
package import League
package import Pipeline

/// Cells that failed, by cause.
package struct FailuresReport: Encodable {
  package var cells: Int
  package var causes: [Cause]

  /// Failures that differ in numbers and quoted values only.
  package struct Cause: Encodable {
    package var cause: String
    package var category: ErrorCategory?
    package var cells: Int
    package var phases: [Phase]
    package var tables: [TableName]
    package var dates: [GameDate]
    /// The earliest of them, in full.
    package var example: Example
  }

  package struct Example: Encodable {
    package var date: GameDate
    package var table: TableName
    package var error: String
  }

  package init(_ world: World, selection: DateSelection = DateSelection()) {
    var world = world
    var groups: [String: [Cell]] = [:]
    for (date, _) in world.dates(selection) {
      for table in world.tables {
        guard let cell = world.mirror[CellKey(table.name, date)], cell.state == .failed else { continue }
        groups[Self.cause(of: cell), default: []].append(cell)
      }
    }
    cells = groups.values.reduce(0) { $0 + $1.count }
    causes = groups.compactMap { cause, cells in
      guard let first = cells.min(by: { ($0.key.date, $0.key.table) < ($1.key.date, $1.key.table) }) else { return nil }
      return Cause(
        cause: cause, category: first.errorCategory, cells: cells.count, phases: Set(cells.map(\.phase)).sorted(),
        tables: Set(cells.map(\.key.table)).sorted(), dates: Set(cells.map(\.key.date)).sorted(),
        example: Example(date: first.key.date, table: first.key.table, error: Self.words(first)))
    }.sorted { ($1.cells, $0.cause) < ($0.cells, $1.cause) }
  }

  private static func words(_ cell: Cell) -> String { cell.error ?? cell.reason ?? "no reason was given" }

  private static func cause(of cell: Cell) -> String { DeadLetter.cause(of: words(cell)) }
}

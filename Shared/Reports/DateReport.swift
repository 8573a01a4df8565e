package import Contracts
package import Ledger
package import League
import Pipeline

/// Every cell of one game date.
package struct DateReport: Encodable {
  package var date: GameDate
  package var season: Season
  package var cells: [Line]

  package struct Line: Encodable {
    package var phase: Phase
    package var table: TableName
    package var state: CellState
    package var rows: Int
    package var expected: Int?
    package var reason: String?
    package var finishedAt: String?
  }

  package init(_ world: World, date: GameDate) {
    self.date = date
    season = Season(nominal: date)
    cells = world.tables.map { table in
      let cell = world.mirror[CellKey(table.name, date)]
      return Line(
        phase: table.phase, table: table.name, state: cell?.state ?? .expected, rows: cell?.rows ?? 0,
        expected: cell?.expectedRows, reason: cell?.error ?? cell?.reason, finishedAt: cell?.finishedAt)
    }
  }
}

import Contracts
import Ledger
import League
import Pipeline
import Reports
import Warehouse

/// What questions are asked of: the tables with a cell for each game date, and the game dates of the schedules.
struct QuestionScope: Sendable {
  let catalog: [TableHeading]

  /// Opens a query with `days` and `cells`. Each game date has each table in it, so that what was never planned shows.
  var sql: String {
    let names = catalog.filter { $0.grain == .gameDate }.map { "'\($0.name.text)'" }.joined(separator: ", ")
    let settled = CellState.allCases.filter(\.isSettled).map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return """
      WITH days AS (
        SELECT game_date, season FROM output_grid
        WHERE table_name = '\(GridMirror.calendar)' AND rows > 0 AND game_date <> substr(season, 1, 4) || '-10-01'
      ),
      tables AS (SELECT table_name, phase, code_version FROM table_catalog WHERE table_name IN (\(names))),
      cells AS (
        SELECT d.game_date, d.season, t.phase, t.table_name, t.code_version AS code_now, g.code_version,
          coalesce(g.state, 'never planned') AS state, CASE WHEN g.state IN (\(settled)) THEN 1 ELSE 0 END AS settled,
          coalesce(g.rows, 0) AS rows, g.expected_rows, g.reason, g.error, g.error_category
        FROM days d CROSS JOIN tables t
        LEFT JOIN output_grid g ON g.table_name = t.table_name AND g.game_date = d.game_date
      )

      """
  }

  /// The game dates of all schedules.
  func dates(from reader: any WarehouseReader) throws -> [GameDate] {
    try reader.all(sql + "SELECT game_date FROM days ORDER BY game_date") { row in
      guard let date = row.text(0).flatMap({ GameDate($0[...]) }) else {
        throw WarehouseError.undecodable(table: "output_grid", column: "game_date")
      }
      return date
    }
  }
}

import Contracts
import League
import Warehouse

/// Makes cells of rows of the grid. Names and seasons come by the ten thousand and are few: each is made once.
struct CellDecoder {
  private var tables: [String: TableName] = [:]
  private var seasons: [String: Season] = [:]

  mutating func cell(in row: any ResultRow) throws -> Cell {
    guard let table = row.text(0).flatMap({ table($0) }), let date = row.text(1).flatMap({ GameDate($0) }),
      let season = row.text(2).flatMap({ season($0) }), let phase = row.text(3).flatMap(Phase.init(rawValue:)),
      let state = row.text(4).flatMap(CellState.init(rawValue:))
    else {
      throw WarehouseError.undecodable(table: "output_grid", column: "table_name, game_date, season, phase, state")
    }
    var cell = Cell(key: CellKey(table, date), season: season, phase: phase)
    cell.reason = row.text(5)
    cell.rows = row.int(6) ?? 0
    cell.expectedRows = row.int(7)
    cell.inputVersion = row.text(8)
    cell.outputDigest = row.text(9)
    cell.codeVersion = row.text(10)
    cell.runID = row.text(11)
    let lease = row.text(13).map { CellLife.Lease(owner: $0, until: Int64(row.int(14) ?? 0)) }
    cell.life = CellLife(state: state, lease: lease, fencingToken: row.int(15) ?? 0, attempts: row.int(12) ?? 0)
    cell.errorCategory = row.text(16).flatMap(ErrorCategory.init(rawValue:))
    cell.error = row.text(17)
    cell.finishedAt = row.text(18)
    return cell
  }

  private mutating func table(_ text: String) -> TableName? {
    if let known = tables[text] { return known }
    tables[text] = TableName(text)
    return tables[text]
  }

  private mutating func season(_ label: String) -> Season? {
    if let known = seasons[label] { return known }
    seasons[label] = Season(label: label)
    return seasons[label]
  }
}

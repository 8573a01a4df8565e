import Contracts
import League
import Ledger
import Testing

@Suite("The cells of a table")
struct TableCellsTests {
  func cell(_ day: Int, rows: Int) -> Cell {
    let key = CellKey("player_game_summary", GameDate(dayNumber: day))
    return Cell(key: key, season: Season(startYear: 2023), phase: .analytics, expectedRows: rows)
  }

  @Test("they hold what a dictionary would, whatever is put in, replaced and taken away, and copies stay as they were")
  func asDictionary() {
    var cells = TableCells()
    var wanted: [GameDate: Cell] = [:]
    for step in 0..<3000 {
      let day = step * 7919 % 311
      let date = GameDate(dayNumber: day)
      let value = step % 3 == 2 ? nil : cell(day, rows: step)
      let (copy, before) = (cells, wanted[date])
      cells[date] = value
      wanted[date] = value
      #expect(copy[date] == before)
    }
    #expect(wanted.count > 100)
    for day in 0..<311 {
      #expect(cells[GameDate(dayNumber: day)] == wanted[GameDate(dayNumber: day)])
    }
    #expect(Dictionary(cells.values.map { ($0.key.date, $0) }) { first, _ in first } == wanted)
    #expect(cells.values.count == wanted.count)
  }

  @Test("they are equal when their cells are, in whatever order they came")
  func equality() {
    var (one, other) = (TableCells(), TableCells())
    for day in 0..<150 {
      one[GameDate(dayNumber: day)] = cell(day, rows: 1)
      other[GameDate(dayNumber: 149 - day)] = cell(149 - day, rows: 1)
    }
    #expect(one == other)
    other[GameDate(dayNumber: 70)] = nil
    #expect(one != other)
  }
}

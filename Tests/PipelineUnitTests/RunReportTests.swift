import Contracts
import Ledger
import League
import TestKit
import Testing

@testable import Pipeline

@Suite("What a run came to")
struct RunReportTests {
  private let dates = days("2024-01-01", 6)

  @Test("R79: every planned date is in exactly one count", arguments: 0..<20)
  func arithmetic(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let tables = [try TableInfo.declared("a"), try TableInfo.declared("b")]
    var mirror = GridMirror()
    let dates = days("2024-01-01", 80)
    for date in dates {
      for table in tables where Int.random(in: 0..<20, using: &random) > 0 {
        let state =
          Int.random(in: 0..<3, using: &random) == 0 ? CellState.allCases.randomElement(using: &random) : .complete
        mirror.put(.done(table.name, date, state: state ?? .complete))
      }
    }
    let report = RunReport(dates: dates, tables: tables, mirror: mirror)
    #expect(report.planned == 80)
    #expect(report.planned == report.complete + report.empty + report.skipped + report.failed.count)
    #expect(report.degraded <= report.complete)
    #expect(report.isWhole == report.failed.isEmpty)
    let open = dates.filter { date in tables.contains { mirror[CellKey($0.name, date)]?.isSettled != true } }
    #expect(report.failed.map(\.date) == open)
  }

  @Test("R09: each date counts by its cells, and a missing one says which cell and why")
  func counts() throws {
    let tables = [try TableInfo.declared("a"), try TableInfo.declared("b")]
    var mirror = GridMirror()
    func put(_ index: Int, _ a: CellState, _ b: CellState?) {
      mirror.put(.done("a", dates[index], state: a))
      if let b {
        var cell = Cell.done("b", dates[index], state: b)
        cell.error = b == .failed ? "it tore" : nil
        mirror.put(cell)
      }
    }
    put(0, .complete, .complete)
    put(1, .complete, .degraded)
    put(2, .emptyOK, .skipped)
    put(3, .skipped, .skipped)
    put(4, .complete, .failed)
    put(5, .complete, nil)
    let report = RunReport(dates: dates, tables: tables, mirror: mirror, reasons: [dates[5]: "never answered"])
    #expect(report.complete == 2)
    #expect(report.degraded == 1)
    #expect(report.empty == 1)
    #expect(report.skipped == 1)
    #expect(report.failed.map(\.reason) == ["b is failed: it tore", "b is never planned: never answered"])
    #expect(!report.isWhole)
  }
}

import Contracts
import Ledger
import League
import TestKit
import Testing

@testable import Pipeline

@Suite("What is tried again")
struct RetryPlanTests {
  private let dates = days("2024-01-01", 4)

  private func cell(_ table: TableName, _ index: Int, _ phase: Phase, _ state: CellState) -> Cell {
    var cell = Cell.done(table, dates[index], phase: phase, state: state)
    cell.error = state == .failed ? "an error" : nil
    return cell
  }

  @Test("failed and waiting cells are tried again from their first phase on; what is settled or never ran is not")
  func selects() {
    let plan = RetryPlan(
      cells: [
        cell("b", 2, .precompute, .waiting), cell("a", 1, .analytics, .failed), cell("c", 1, .precompute, .waiting),
        cell("a", 0, .raw, .complete), cell("a", 3, .scrape, .expected),
      ], tries: [:])
    #expect(plan.dates == [dates[1], dates[2]])
    #expect(plan.cells == 3 && plan.from == .analytics && plan.held.isEmpty)
    #expect(RetryPlan(cells: [], tries: [:]).from == nil)
  }

  @Test("R86: a date with a cell that failed too often is left alone and named, until the cap is raised")
  func cap() {
    let cells = [
      cell("a", 1, .analytics, .failed), cell("b", 1, .precompute, .waiting), cell("a", 2, .analytics, .failed),
    ]
    let tries = [CellKey("a", dates[1]): 3, CellKey("a", dates[2]): 2, CellKey("b", dates[1]): 9]
    let plan = RetryPlan(cells: cells, tries: tries)
    #expect(plan.dates == [dates[2]] && plan.cells == 1)
    #expect(plan.held == [RetryPlan.HeldBack(date: dates[1], table: "a", tries: 3, error: "an error")])
    let raised = RetryPlan(cells: cells, tries: tries, cap: 4)
    #expect(raised.dates == [dates[1], dates[2]] && raised.held.isEmpty)
  }
}

import Contracts
import Ledger
import League
package import Pipeline

/// Every cell that is planned and not settled, and why.
package struct GapsReport: Encodable {
  package var gaps: [Gap]

  package struct Gap: Encodable {
    var date: GameDate
    var phase: Phase
    var table: TableName
    var state: String
    var reason: String
  }

  package init(_ world: World, selection: DateSelection) {
    var world = world
    gaps = []
    for (date, _) in world.dates(selection) {
      for table in world.tables {
        let cell = world.mirror[CellKey(table.name, date)]
        guard cell?.isSettled != true else { continue }
        gaps.append(
          Gap(
            date: date, phase: table.phase, table: table.name, state: cell?.state.rawValue ?? "never planned",
            reason: cell?.error ?? cell?.reason ?? "never ran"))
      }
    }
  }

  package var text: String {
    guard !gaps.isEmpty else { return "Nothing is missing." }
    var table = TextTable(columns: [.left("date"), .left("phase"), .left("table"), .left("state"), .left("why")])
    for gap in gaps {
      table.add(["\(gap.date)", gap.phase.rawValue, gap.table.text, gap.state, gap.reason])
    }
    return table.text
      + "\n\(gaps.count.counted("cell")) on \(Set(gaps.map(\.date)).count.counted("date")) "
      + "\(gaps.count == 1 ? "is" : "are") missing."
  }
}

import Contracts
import Ledger
import League
import Pipeline
import Warehouse

/// Whether the store holds what the ledger claims, cell by cell: rows and digests are read from the rows themselves.
struct VerifyReport: Encodable {
  var phase: Phase
  var dates: Int
  var cells: Int
  var problems: [Problem]

  struct Problem: Encodable {
    var date: GameDate
    var table: TableName
    var problem: String
  }

  static func make(
    _ world: World, phase: Phase, selection: DateSelection, warehouse: any Warehouse
  ) async throws -> VerifyReport {
    var world = world
    let tables = world.tables.filter { $0.phase == phase }
    let dates = world.dates(selection).map(\.date)
    let mirror = world.mirror
    let problems = try await warehouse.read { reader in
      var problems: [Problem] = []
      for date in dates {
        for table in tables {
          func note(_ problem: String) {
            problems.append(Problem(date: date, table: table.name, problem: problem))
          }
          guard let cell = mirror[CellKey(table.name, date)], cell.isSettled else {
            let cell = mirror[CellKey(table.name, date)]
            note(
              "missing: \(cell?.state.rawValue ?? "never planned")\((cell?.error ?? cell?.reason).map { ", " + $0 } ?? "")"
            )
            continue
          }
          let stored = try reader.digest(of: table.schema, on: date)
          if stored.rows != cell.rows {
            note("the ledger claims \(cell.rows) rows, the store holds \(stored.rows)")
          } else if stored.digest != cell.outputDigest {
            note("the rows are not those that were written")
          }
        }
      }
      return problems
    }
    return VerifyReport(phase: phase, dates: dates.count, cells: dates.count * tables.count, problems: problems)
  }

  var isGood: Bool { problems.isEmpty && dates > 0 }

  var text: String {
    if dates == 0 { return "No game date of a planned season is selected." }
    guard !problems.isEmpty else {
      return
        "\(phase.rawValue): all \(cells) cells on \(dates) game dates are there, and their rows are those that were written."
    }
    var table = TextTable(columns: [.left("date"), .left("table"), .left("problem")])
    for problem in problems {
      table.add(["\(problem.date)", problem.table.text, problem.problem])
    }
    return table.text
      + "\n\(phase.rawValue): \(problems.count) of \(cells) cells on \(dates) game dates have a problem."
  }
}

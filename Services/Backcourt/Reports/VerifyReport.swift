import Contracts
import Ledger
import League
import Pipeline
import Reports
import Warehouse

/// Whether the store holds what the ledger claims, cell by cell: rows and digests are read from the rows themselves.
///
/// Promises over months and seasons are judged here as well: no single write can.
struct VerifyReport: Encodable {
  var phase: Phase
  var dates: Int
  var cells: Int
  var problems: [Problem]
  var broken: [BrokenPromise]

  struct Problem: Encodable {
    var date: GameDate
    var table: TableName
    var problem: String
  }

  /// A promise that the rows of a month or a season do not keep.
  struct BrokenPromise: Encodable {
    var period: String
    var table: TableName
    var consequence: QualityCheck.Consequence
    var found: String
  }

  static func make(
    _ world: World, phase: Phase, selection: DateSelection, warehouse: any Warehouse
  ) async throws -> VerifyReport {
    var world = world
    let tables = world.tables.filter { $0.phase == phase }
    let dates = world.dates(selection).map(\.date)
    let mirror = world.mirror
    let (problems, broken) = try await warehouse.read { reader in
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
      return (problems, try Self.broken(of: tables, around: dates, mirror: mirror, in: reader))
    }
    return VerifyReport(
      phase: phase, dates: dates.count, cells: dates.count * tables.count, problems: problems, broken: broken)
  }

  /// Judges the whole months and seasons that the dates lie in.
  private static func broken(
    of tables: [TableInfo], around dates: [GameDate], mirror: GridMirror, in reader: any WarehouseReader
  ) throws -> [BrokenPromise] {
    let scopes = [QualityCheck.Scope.month, .season]
    let periods = Set(dates.flatMap { date in scopes.map { $0.period(of: date) } })
    var mirror = mirror
    let around = Set(dates.map { Season(nominal: $0) }).sorted().flatMap { mirror.gameDates(of: $0) ?? [] }
    return try tables.filter { table in table.quality.contains { scopes.contains($0.over) } }.flatMap { table in
      try PromiseReview.make(of: table, on: around, over: scopes, mirror: mirror, in: reader).findings
        .filter { $0.finding.verdict == .broken && periods.contains($0.period) }
        .map {
          BrokenPromise(
            period: $0.period, table: table.name, consequence: $0.finding.check.consequence, found: $0.finding.text)
        }
    }
  }

  var isGood: Bool { problems.isEmpty && dates > 0 && broken.allSatisfy { $0.consequence == .degrade } }

  var text: String {
    if dates == 0 { return "No game date of a planned season is selected." }
    return [cellText, promiseText].compactMap { $0 }.joined(separator: "\n\n")
  }

  private var promiseText: String? {
    guard !broken.isEmpty else { return nil }
    var table = TextTable(columns: [.left("period"), .left("table"), .left("promise"), .left("")])
    for promise in broken {
      table.add([
        promise.period, promise.table.text, promise.found, promise.consequence == .fail ? "must hold" : "poorer",
      ])
    }
    return table.text + "\n\(phase.rawValue): \(broken.count) promises over months or seasons are broken."
  }

  private var cellText: String {
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

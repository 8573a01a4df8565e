import Contracts
import Foundation
import Ledger
import League
import Pipeline
import TestKit
import Warehouse

/// What stands in a warehouse and in the documents beside it when a replay is over.
struct ReplayAudit: Sendable {
  /// A digest of each table's rows on each date, from the rows.
  var digests: [CellKey: String] = [:]
  /// Rows that are stored.
  var stored: [CellKey: Int] = [:]
  var cells: [CellKey: Cell] = [:]
  /// The published documents by path.
  var documents: [String: Data] = [:]
  var runs: [RunRecord] = []
  var runDates: [String: Set<GameDate>] = [:]

  static func of(_ warehouse: any Warehouse, folder: String) async throws -> ReplayAudit {
    var audit = try await warehouse.read { reader in
      var audit = ReplayAudit()
      for entry in try Ledger.catalog(in: reader) {
        let info = try TableInfo(entry)
        let counts = try reader.all("SELECT game_date, count(*) FROM \(info.name) GROUP BY 1") {
          ($0.text(0) ?? "", $0.int(1) ?? 0)
        }
        for (text, count) in counts {
          guard let date = GameDate(text[...]) else { continue }
          let key = CellKey(info.name, date)
          audit.stored[key] = count
          audit.digests[key] = try reader.digest(of: info.schema, on: date).digest
        }
      }
      for cell in try Ledger.cells(changedAfter: 0, in: reader).map(\.cell) { audit.cells[cell.key] = cell }
      audit.runs = try Ledger.runs(in: reader)
      for run in audit.runs {
        audit.runDates[run.runID] = Set(try Ledger.dates(of: run.runID, in: reader).map(\.date))
      }
      return audit
    }
    audit.documents = try documents(in: folder + "/documents")
    return audit
  }

  private static func documents(in folder: String) throws -> [String: Data] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [:] }
    var documents: [String: Data] = [:]
    for case let path as String in walk where path.hasSuffix(".json") || path.hasSuffix(".jsonl") {
      documents[path] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))
    }
    return documents
  }

  /// How many game dates there are.
  var dates: Int { cells.values.count { $0.key.table == GridMirror.calendar && $0.rows > 0 && isOfOneDate($0) } }

  /// Cells that the undisturbed replay has and this one has not, or not as settled, or without the rows that it claims.
  func lost(against expected: ReplayAudit) -> [CellKey] {
    expected.cells.keys.filter { key in
      guard let cell = cells[key], cell.isSettled else { return true }
      return (stored[key] ?? 0) < (expected.stored[key] ?? 0)
    }.sorted { ($0.date, $0.table) < ($1.date, $1.table) }
  }

  /// Cells that have rows twice, or that nobody should have made.
  func doubled(against expected: ReplayAudit) -> [CellKey] {
    let surplus = cells.keys.filter { expected.cells[$0] == nil }
    let twice = stored.filter { $0.value > (expected.stored[$0.key] ?? 0) }.map(\.key)
    return Set(surplus + twice).sorted { ($0.date, $0.table) < ($1.date, $1.table) }
  }

  /// What the ledger or a run's report claims and the tables do not hold.
  func falseClaims() -> [String] {
    var claims: [String] = []
    for cell in cells.values where isOfOneDate(cell) {
      let rows = stored[cell.key] ?? 0
      if cell.isSettled, cell.rows != rows { claims.append("\(cell.key) claims \(cell.rows) rows, \(rows) are there") }
      if cell.isSettled, rows > 0, let digest = cell.outputDigest, digest != digests[cell.key] {
        claims.append("\(cell.key) claims other rows than are there")
      }
    }
    for key in stored.keys where cells[key] == nil { claims.append("\(key) has rows that no cell claims") }
    for run in runs {
      guard let report = run.summary?.report else { continue }
      let sum = report.complete + report.empty + report.skipped + report.failed.count + report.notReached
      if sum != report.planned { claims.append("\(run.runID) planned \(report.planned) dates and accounts for \(sum)") }
      let dates = runDates[run.runID] ?? []
      if report.planned < dates.count { claims.append("\(run.runID) sent \(dates.count) dates and reports fewer") }
      guard run.state == .completed else { continue }
      if !report.failed.isEmpty { claims.append("\(run.runID) is completed and has failed dates") }
      for cell in cells.values where dates.contains(cell.key.date) && !cell.isSettled {
        claims.append("\(run.runID) is completed, and \(cell.key) is \(cell.state.rawValue)")
      }
    }
    return claims
  }

  /// A season's cell counts the rows of all its dates.
  private func isOfOneDate(_ cell: Cell) -> Bool { cell.key.date != cell.season.partitionDate }

  /// Documents that differ, or that only one of the two has.
  func otherDocuments(than expected: ReplayAudit) -> [String] {
    Set(documents.keys).union(expected.documents.keys).filter { documents[$0] != expected.documents[$0] }.sorted()
  }
}

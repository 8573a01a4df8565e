import Bus
import Contracts
import Foundation
import Ledger
import League
import Logging
import Pipeline
import Runtime
import Warehouse

@testable import Phase1Scrape
@testable import Phase2Raw
@testable import Phase3Analytics

/// Phases 1 to 3 over an archive, with a warehouse of their own in a temporary folder.
final class ThreePhases: Sendable {
  let folder: String
  private let warehouse: SQLiteWarehouse
  private let runners: [(phase: Phase, runner: PhaseRunner)]

  init(archive: String) async throws {
    folder = NSTemporaryDirectory() + "backcourt-analytics-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let settings = try Settings(
      environment: ["BACKCOURT_DATA_DIR": folder, "BACKCOURT_SOURCE": "archive:\(archive)"])
    warehouse = try SQLiteWarehouse(path: settings.warehousePath)
    var logger = Logger(label: "test")
    logger.logLevel = .error
    let environment = ServiceEnvironment(
      settings: settings, warehouse: warehouse, bus: InMemoryBus(), clock: SystemWallClock(), logger: logger,
      owner: "test")
    let services: [(Phase, TableSet)] = [
      (.scrape, try await buildPhase1(environment).tables), (.raw, try await buildPhase2(environment).tables),
      (.analytics, try await buildPhase3(environment).tables),
    ]
    runners = services.map { phase, tables in
      let runner = PhaseRunner(
        tables: tables, warehouse: environment.warehouse, clock: environment.clock, settings: .init(owner: "test"),
        logger: logger)
      return (phase, runner)
    }
    for (_, runner) in runners { try await runner.register() }
  }

  deinit {
    // What cannot be removed is left to the system's cleaning of temporary files.
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Processes the first dates of a season, in order, and gives them.
  ///
  /// - Parameter end: the first date that is left out.
  @discardableResult
  func process(_ season: Season, dates count: Int, before end: GameDate? = nil) async throws -> [GameDate] {
    try await process(season.partitionDate, through: .raw)
    let all = try await select("SELECT DISTINCT game_date FROM games ORDER BY game_date", columns: 1)
    let dates = all.compactMap { GameDate($0[0][...]) }.filter { date in end.map { date < $0 } ?? true }.prefix(count)
    for date in dates { try await process(date, through: .analytics) }
    return Array(dates)
  }

  /// Processes one date, or a season's schedule, from the first phase on.
  func process(_ date: GameDate, through last: Phase = .analytics) async throws {
    for (phase, runner) in runners where phase <= last {
      let request = DateRequested(runID: UUID().uuidString, date: date, from: phase)
      guard case .completed = try await runner.handle(request, traceparent: "") else {
        throw StillWaiting(date: date, phase: phase)
      }
      try await runner.finished(date)
    }
  }

  struct StillWaiting: Error {
    let date: GameDate
    let phase: Phase
  }

  /// The values of a query's rows as text, null as an empty one.
  func select(_ sql: String, columns: Int) async throws -> [[String]] {
    try await warehouse.read { reader in
      var rows: [[String]] = []
      try reader.select(sql, []) { row in
        rows.append(
          (0..<columns).map { index in
            switch row[index] {
            case .null: ""
            case .integer(let value): "\(value)"
            case .real(let value): "\(value)"
            case .text(let value): value
            }
          })
      }
      return rows
    }
  }

  /// The one number of a query.
  func number(_ sql: String) async throws -> Double? {
    try await select(sql, columns: 1).first.flatMap { Double($0[0]) }
  }

  /// The digest of a cell's rows.
  func digest(of table: String, on date: GameDate) async throws -> String? {
    try await select(
      "SELECT output_digest FROM output_grid WHERE table_name = '\(table)' AND game_date = '\(date)'", columns: 1
    ).first?[0]
  }
}

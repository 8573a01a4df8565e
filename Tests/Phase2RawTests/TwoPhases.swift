import Bus
import Contracts
import Foundation
import Ledger
import League
import Logging
import Pipeline
import Providers
import Runtime
import Warehouse

@testable import Phase1Scrape
@testable import Phase2Raw

/// Phases 1 and 2 over an archive, with a warehouse of their own in a temporary folder.
final class TwoPhases: Sendable {
  let folder: String
  let archive: String
  let warehouse: SQLiteWarehouse
  private let phase1: PhaseRunner
  private let phase2: PhaseRunner

  /// - Parameters:
  ///   - archive: the archive's folder; an empty one below the temporary folder unless given.
  ///   - source: another source than that archive.
  init(archive: String? = nil, source: String? = nil) async throws {
    folder = NSTemporaryDirectory() + "backcourt-raw-\(UUID().uuidString)"
    self.archive = archive ?? folder + "/archive"
    try FileManager.default.createDirectory(atPath: folder + "/archive", withIntermediateDirectories: true)
    let settings = try Settings(
      environment: ["BACKCOURT_DATA_DIR": folder, "BACKCOURT_SOURCE": source ?? "archive:\(self.archive)"])
    warehouse = try SQLiteWarehouse(path: settings.warehousePath)
    var logger = Logger(label: "test")
    logger.logLevel = .error
    let environment = ServiceEnvironment(
      settings: settings, warehouse: warehouse, bus: InMemoryBus(), clock: SystemWallClock(), logger: logger,
      owner: "test")
    let tables = [try await buildPhase1(environment).tables, try await buildPhase2(environment).tables]
    let runners = tables.map {
      PhaseRunner(
        tables: $0, warehouse: environment.warehouse, clock: environment.clock, settings: .init(owner: "test"),
        logger: logger)
    }
    (phase1, phase2) = (runners[0], runners[1])
    try await phase1.register()
    try await phase2.register()
  }

  deinit {
    // What cannot be removed is left to the system's cleaning of temporary files.
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Processes a date in both phases and gives phase 2's completion.
  @discardableResult
  func process(_ date: GameDate) async throws -> PhaseCompleted {
    try await scrape(date)
    return try await parse(date)
  }

  /// Processes a date in phase 1.
  @discardableResult
  func scrape(_ date: GameDate) async throws -> PhaseCompleted {
    try await work(phase1, .scrape, date)
  }

  /// Processes a date in phase 2.
  @discardableResult
  func parse(_ date: GameDate) async throws -> PhaseCompleted {
    try await work(phase2, .raw, date)
  }

  private func work(_ runner: PhaseRunner, _ phase: Phase, _ date: GameDate) async throws -> PhaseCompleted {
    let request = DateRequested(runID: UUID().uuidString, date: date, from: phase)
    guard case .completed(let completion) = try await runner.handle(request, traceparent: "") else {
      throw StillWaiting(date: date, phase: phase)
    }
    try await runner.finished(date)
    return completion
  }

  struct StillWaiting: Error {
    let date: GameDate
    let phase: Phase
  }

  func rows<P: Projection>(_ projection: P.Type, on date: GameDate) async throws -> [P] {
    try await warehouse.read { try $0.rows(P.self, on: date) }
  }

  /// Every value of a query's rows as text, null as an empty one.
  func select(_ sql: String) async throws -> [[String]] {
    try await warehouse.read { reader in
      var rows: [[String]] = []
      try reader.select(sql, []) { row in
        var values: [String] = []
        let columns = sql.prefix(upTo: sql.range(of: " FROM ")?.lowerBound ?? sql.endIndex).split(separator: ",").count
        for index in 0..<columns {
          switch row[index] {
          case .null: values.append("")
          case .integer(let value): values.append("\(value)")
          case .real(let value): values.append("\(value)")
          case .text(let value): values.append(value)
          }
        }
        rows.append(values)
      }
      return rows
    }
  }

  func write(_ lines: [String], to name: String) throws {
    let text = lines.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(archive)/\(name)"), options: .atomic)
  }
}

extension PhaseCompleted {
  /// The outcome of a table.
  subscript(table: TableName) -> TableOutcome? {
    tables.first { $0.table == table }
  }
}

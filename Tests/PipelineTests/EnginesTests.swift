import Ledger
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Backcourt
@testable import ProviderSim

@Suite(
  "One history on both engines",
  .enabled(if: PostgreSQLServer.shared != nil, "Tests/with-postgresql starts the server; it says so when it cannot"))
struct EnginesTests {
  /// What a cell says but for times, runs and tokens.
  private struct Claim: Hashable {
    var state: CellState
    var reason: String?
    var rows: Int
    var input: String?
    var output: String?
  }

  private func claims(_ warehouse: any Warehouse) async throws -> [CellKey: Claim] {
    let cells = try await warehouse.read { try Ledger.cells(changedAfter: 0, in: $0).map(\.cell) }
    return Dictionary(
      uniqueKeysWithValues: cells.map { cell in
        (
          cell.key,
          Claim(
            state: cell.state, reason: cell.reason, rows: cell.rows, input: cell.inputVersion, output: cell.outputDigest
          )
        )
      })
  }

  /// Digests of what the store holds, table by table and date by date.
  private func contents(_ warehouse: any Warehouse) async throws -> [String: String] {
    try await warehouse.read { reader in
      var digests: [String: String] = [:]
      for table in try Ledger.catalog(in: reader).map(TableInfo.init) {
        let dates = try reader.all("SELECT DISTINCT game_date FROM \(table.name) ORDER BY game_date") {
          $0.text(0) ?? ""
        }
        for date in dates.compactMap({ GameDate($0[...]) }) {
          digests["\(table.name) \(date)"] = try reader.digest(of: table.schema, on: date).digest
        }
      }
      return digests
    }
  }

  @Test("a season replayed over SQLite and over PostgreSQL ends with equal cells, equal rows and equal answers")
  func equal() async throws {
    let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
    let source = try TemporaryFolder()
    _ = try SimulatedLeague(seed: 7, seasons: 1, teams: 8, gamesPerTeam: 10).write(to: source.path)
    let archive = source.path
    let lite = try await PipelineTestDriver(archive: archive, folder: one)
    let served = try await PipelineTestDriver(archive: archive, folder: other, store: other.store())
    let outcomes = [try await lite.backfill(), try await served.backfill()]
    let attempts = "SELECT count(*) FROM run_history"
    let done = try await served.warehouse.number(attempts)
    try await served.backfill()
    #expect(try await served.warehouse.number(attempts) == done, "a replay that is done was done again")
    await lite.stop()
    await served.stop()
    #expect(outcomes.allSatisfy { $0.state == .completed }, "\(outcomes.map(\.state))")

    let (cells, same) = (try await claims(lite.warehouse), try await claims(served.warehouse))
    #expect(cells.count > 300)
    #expect(cells == same)
    let (rows, sameRows) = (try await contents(lite.warehouse), try await contents(served.warehouse))
    #expect(rows.count > 150)
    #expect(rows == sameRows)

    // Questions of time have answers of their own on each engine: it is enough that they are answered.
    for question in Question.all {
      let answers = [
        try await question.answer(from: lite.warehouse), try await question.answer(from: served.warehouse),
      ]
      let isOfTime = ["dates-per-hour", "last-completions", "seconds-per-date", "durations"].contains(question.name)
      #expect(answers[0].rows.count == answers[1].rows.count, "\(question.name)")
      #expect(isOfTime || answers[0].rows == answers[1].rows, "\(question.name)")
    }
    for warehouse in [lite.warehouse, served.warehouse] {
      let findings = try await warehouse.read { reader in
        try [
          WarehouseChecks.integrity(in: reader), WarehouseChecks.schema(in: reader), WarehouseChecks.claims(in: reader),
          WarehouseChecks.codeVersions(in: reader), WarehouseChecks.deadLetters(in: reader),
        ]
      }
      #expect(findings.allSatisfy { $0.verdict == .ok }, "\(findings)")
      _ = try await warehouse.read { try (GradeCounts($0), ModelsReport.make($0, selection: DateSelection(all: true))) }
    }
  }
}

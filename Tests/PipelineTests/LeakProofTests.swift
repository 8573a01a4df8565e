import Bus
import Contracts
import Foundation
import Ledger
import League
import Logging
import Pipeline
import Runtime
import TestKit
import Testing
import Warehouse

@testable import Phase3Analytics
@testable import Phase4Precompute
@testable import Phase5Predict

@Suite(
  "What was known before a game does not depend on what came of it", .serialized,
  .enabled(if: RealSeasons.archive != nil), .timeLimit(.minutes(15)))
struct LeakProofTests {
  /// Of phase 3, the tables that say what was known before the games; phases 4 and 5A hold no others.
  private static let contexts: Set<TableName> = ["upcoming_team_game_context", "upcoming_player_game_context"]

  /// The phases of these tables, as their services declare them.
  private func phases() async throws -> [TableSet] {
    let folder = try TemporaryFolder()
    let environment = ServiceEnvironment(
      settings: try Settings(environment: ["BACKCOURT_DATA_DIR": folder.path]), warehouse: try folder.warehouse(),
      bus: InMemoryBus(topics: Topic.all.map(\.name), partitions: 1), clock: VirtualClock(),
      logger: Logger(label: "leak-proof"), owner: "leak-proof")
    return [
      try await buildPhase3(environment).tables, try await buildPhase4(environment).tables,
      try await buildPhase5Predict(environment).tables,
    ]
  }

  @Test(
    "R70: changing or deleting every result on or after a date changes no row that is as of that date",
    arguments: [LeakProof.Alteration.changed, .deleted])
  func noFuture(alteration: LeakProof.Alteration) async throws {
    let replayed = try await RealSeasons.replayed.value
    let phases = try await phases()
    let tables = phases.filter { $0.phase != .analytics }.flatMap { $0.tables.map(\.info.name) }
    #expect(tables.count >= 6)
    let proof = try await LeakProof(replayed, phases: phases, asOf: Self.contexts.union(tables))
    let dates = replayed.cuts
    #expect(Set(dates).count >= 48 && replayed.dates.count == 4)
    let (differences, rows) = try await proof.run(alteration, on: dates)
    print("leak proof, \(alteration): \(rows) rows on \(dates.count) dates")
    #expect(differences.isEmpty, "\(differences.count) differences: \(differences.prefix(10).map(\.description))")
    #expect(rows > 1000 * dates.count)
  }

  @Test(
    "the proof catches a table that reads its own date's points, and one that looks past its date by another way",
    arguments: [LeakProof.Alteration.changed, .deleted])
  func canFail(alteration: LeakProof.Alteration) async throws {
    let replayed = try await RealSeasons.replayed.value
    let peek = PeekingAverage()
    let tables = try TableSet(phase: .grade) {
      HonestAverage()
      LeakyAverage()
      peek
    }
    let names: Set<TableName> = [HonestAverage.name, LeakyAverage.name, PeekingAverage.name]
    let proof = try await LeakProof(replayed, phases: [tables], asOf: names)
    peek.source.update { $0 = proof.warehouse }
    let dates = replayed.cuts.enumerated().filter { $0.offset % 14 == 6 }.map(\.element)
    try await proof.recompute(dates)
    let differences = try await proof.run(alteration, on: dates).differences
    #expect(differences.filter { $0.cell.table == HonestAverage.name }.isEmpty)
    #expect(differences.filter { $0.cell.table == LeakyAverage.name }.map(\.cell.date) == dates)
    #expect(differences.filter { $0.cell.table == PeekingAverage.name }.map(\.cell.date) == dates)
  }
}

private struct PointsScored: HistoryProjection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var player = 0
  var points: Int?
  var entity: Int { player }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &player, "")
    try c.column("points", &points, "")
  }
}

private struct Listed: Projection {
  static let table = "raw_player_box"
  var gameDate = GameDate(dayNumber: 0)
  var player = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &player, "")
  }
}

private struct AverageRow: Record {
  var player = 0
  var average: Double?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("player_id", &player, "NBA person id")
    try c.column("points_avg", &average, scale: 4, "Mean points")
  }
}

/// Mean points of the listed players in earlier games.
private struct HonestAverage: Table {
  static let name: TableName = "honest_average"
  let version = 1
  let listed = SameDate<Listed>()
  let games = History<PointsScored>()
  var inputs: [any Input] { [listed, games] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<AverageRow> {
    let games = try view[games]
    return Partition(
      try view[listed].map { listed in
        let points = games.of(listed.player).compactMap(\.points)
        return AverageRow(
          player: listed.player,
          average: points.isEmpty ? nil : Double(points.reduce(0, +)) / Double(points.count))
      })
  }
}

/// The same with the date's own points among them: what an earlier system published for a year.
private struct LeakyAverage: Table {
  static let name: TableName = "leaky_average"
  let version = 1
  let today = SameDate<PointsScored>()
  let games = History<PointsScored>()
  var inputs: [any Input] { [today, games] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<AverageRow> {
    let games = try view[games]
    return Partition(
      try view[today].map { today in
        let points = games.of(today.player).compactMap(\.points) + [today.points].compactMap { $0 }
        return AverageRow(
          player: today.player, average: points.isEmpty ? nil : Double(points.reduce(0, +)) / Double(points.count))
      })
  }
}

/// Mean points of everyone on the game dates after the date, got from the store past the view.
private struct PeekingAverage: Table {
  static let name: TableName = "peeking_average"
  let version = 1
  let source: Locked<SQLiteWarehouse?>
  let future: Fetched<Double?>
  var inputs: [any Input] { [future] }

  init() {
    let source = Locked<SQLiteWarehouse?>(nil)
    self.source = source
    future = Fetched("the_store") { date in
      let mean = try await source.value?.read { reader in
        try reader.first(
          "SELECT avg(points) FROM player_game_summary WHERE game_date > ?", [.text("\(date)")]
        ) { $0.double(0) }
      }
      return (mean ?? nil, "\(date)")
    }
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<AverageRow> {
    Partition([AverageRow(player: 1, average: try view[future])])
  }
}

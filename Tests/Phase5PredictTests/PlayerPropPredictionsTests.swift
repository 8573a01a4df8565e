import Foundation
import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Predict

@Suite("player_prop_predictions")
struct PlayerPropPredictionsTests {
  let table = PlayerPropPredictions()
  let date = GameDate(dayNumber: 19_737)  // 2024-01-15

  func partition(
    _ features: [PlayerFeatures], _ listed: [ScheduledPlayer]
  ) throws -> Partition<PlayerPropPredictions.Row> {
    var contents = AsOfView.Contents()
    contents[table.features] = features
    contents[table.listed] = listed
    return try table.rows(
      for: date, from: AsOfView(date: date, season: Season(startYear: 2023), contents: contents))
  }

  @Test("the running example against DraftKings 22.5 is stored as OVER by 4.06")
  func runningExample() throws {
    let rows = try PartitionRows(
      partition([.sample(1)], [.sample(1, line: 22.5)]).rows, table: "player_prop_predictions"
    ).rows
    let row = try #require(rows.first)
    #expect(row.points == 26.56)
    #expect(row.margin == 4.06)
    #expect(row.recommendation == .over)
    #expect(row.confidence == 0.52)
    #expect((row.hasLine, row.line, row.book) == (true, 22.5, "draftkings"))
    #expect(row.lineSource == .actual)
    #expect((row.fatigue, row.zoneMismatch, row.pace, row.usage, row.venue) == (0, 1.08, 0.6, 0.48, 0.5))
    #expect((row.team, row.opponent, row.isHome) == (.bos, .tor, true))
    #expect(row.features == FeatureVector.runningExample.snapshot)
    #expect((row.featureVersion, row.featureQuality) == ("v2_33features", 83.18))
    #expect(!row.lowMinutes)
  }

  @Test("defect 6: without a line the player is still predicted, with NO_LINE and nothing estimated")
  func noLine() throws {
    let row = try #require(try partition([.sample(1)], [.sample(1, line: nil)]).rows.first)
    #expect(row.points == 26.56)
    #expect(row.recommendation == .noLine)
    #expect((row.hasLine, row.line, row.margin, row.book) == (false, nil, nil, nil))
    #expect(row.lineSource == .none)
  }

  @Test("defect 6: a line of 20.0 is a line when a book offers it, and none when no book does")
  func lineOfTwenty() throws {
    let offered = try partition([.sample(1)], [.sample(1, line: 20.0, book: "fanduel")])
    #expect(offered.rows.first?.line == 20.0)
    #expect(offered.rows.first?.recommendation == .over)
    #expect(offered.shortcomings.isEmpty)
    for book in [nil, ""] {
      let invented = try partition([.sample(1)], [.sample(1, line: 20.0, book: book)])
      #expect(invented.rows.first?.line == nil)
      #expect(invented.rows.first?.recommendation == .noLine)
      #expect(invented.shortcomings == ["1 lines name no book and are not used"])
    }
  }

  @Test("defect 7: a player has one prediction per game and system, and the store refuses a second")
  func onePrediction() async throws {
    var rows = try partition([.sample(1), .sample(2)], [.sample(1, line: 24.5), .sample(2, line: 25.0)]).rows
    #expect(rows.map(\.playerID) == [1, 2])
    #expect(Set(rows.map(\.system)) == [MovingAverage.id])

    let schema = try TableSchema(table: "player_prop_predictions", row: PlayerPropPredictions.Row.self)
    rows.append(rows[0])
    rows[2].line = 26.5
    let doubled = try PartitionRows(rows, table: schema.table)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("predictions-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }  // what a failing test leaves behind does not matter
    let warehouse = try SQLiteWarehouse(path: folder.appendingPathComponent("warehouse.sqlite").path)
    await #expect(throws: WarehouseError.duplicateKey(table: schema.table, date: "2024-01-15")) {
      try await warehouse.write { [date] writer in
        try writer.prepare(schema)
        return try writer.replace(doubled, of: schema, on: date)
      }
    }
    try warehouse.close()
  }

  @Test("defect 12: confidence outside 0 to 1 does not reach the store")
  func confidenceScale() throws {
    var rows = try partition([.sample(1)], [.sample(1, line: 22.5)]).rows
    rows[0].confidence = 52
    #expect(throws: WarehouseError.self) { try PartitionRows(rows, table: "player_prop_predictions") }
  }

  @Test("defect 10: each feature is read from the column of its own name")
  func columnNames() throws {
    let columns = Set(try TableSchema(table: PlayerFeatures.table, row: PlayerFeatures.self).columns.map(\.name))
    let named = FeatureVector.runningExample.snapshot.split(separator: "\"").filter { $0.contains("_") }.map(
      String.init)
    #expect(named.count == 11)
    #expect(Set(named).isSubset(of: columns))
  }

  @Test("a player without scoring averages of his own is not predicted, and the partition says so")
  func unscored() throws {
    var standIn = PlayerFeatures.sample(1)
    standIn.sources = "ddd444"
    var missing = PlayerFeatures.sample(2)
    missing.vector.pointsSeason = nil
    let partition = try partition(
      [standIn, missing, .sample(3)], [.sample(1, line: 22.5), .sample(2, line: 22.5), .sample(3, line: 22.5)])
    #expect(partition.rows.map(\.playerID) == [3])
    #expect(partition.expected == 3)
    #expect(partition.shortcomings == ["2 players have no scoring averages"])
  }

  @Test("few minutes and no line are flagged, and predicted all the same")
  func lowMinutes() throws {
    var bench = PlayerFeatures.sample(1)
    bench.minutesLast10 = 14.9
    #expect(try partition([bench], [.sample(1, line: nil)]).rows.first?.lowMinutes == true)
    #expect(try partition([bench], [.sample(1, line: 5.5)]).rows.first?.lowMinutes == false)
    bench.minutesLast10 = 15
    #expect(try partition([bench], [.sample(1, line: nil)]).rows.first?.lowMinutes == false)
  }

  @Test("a date without feature rows is empty by design; bootstrap dates are left out")
  func empty() throws {
    let partition = try partition([], [.sample(1, line: 22.5)])
    #expect(partition.rows.isEmpty)
    #expect(partition.emptyReason != nil)
    #expect(table.bootstrap == .skip)
  }

  @Test("the gate is held against the stored margin, so a margin that reads 2.00 is a PASS")
  func storedMargin() throws {
    var features = PlayerFeatures.sample(1)
    features.vector.pointsLast5 = 20.684  // predicted 24.602, stored 24.60; less 22.6 leaves 2.00
    let row = try #require(try partition([features], [.sample(1, line: 22.6)]).rows.first)
    #expect((row.points, row.margin) == (24.6, 2.0))
    #expect(row.recommendation == .pass)
  }
}

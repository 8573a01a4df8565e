import Contracts
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Phase6Publish

/// Faults that the domain rules name and that no other suite is about.
@Suite("Defects of documents")
struct DefectTests {
  @Test("defect: the league's rate of coming back knows no game of the date or later")
  func bounceBackBaseline() throws {
    let table = BounceBackDocument(store: nowhere)
    let past = [4, 20, 4, 20, 4, 20, 4, 10, 30, 25, 25, 25].enumerated().map { index, points in
      PlayedGame.sample(1, daysAgo: index + 1, points: points)
    }
    let later = (0..<6).map { PlayedGame.sample(1, daysAgo: -$0, points: $0.isMultiple(of: 2) ? 40 : 0) }
    func document(_ games: [PlayedGame]) throws -> [UInt8]? {
      try table.documents { contents in
        contents[table.played] = PastRows(games)
        contents[table.games] = [.sample()]
        contents[table.listed] = []
      }.first?.bytes
    }
    #expect(try document(past) != nil)
    #expect(try document(past) == document(past + later))
  }

  @Test("defect: the season of a system's performance is the season, and not all of history")
  func season() throws {
    let table = try AnyTable(PerformanceDocument(store: nowhere), phase: .publish)
    #expect(
      table.info.reads.map(\.read.scope) == [.history(seasons: 1), .sameDate], "history of one season, and the date")
  }

  @Test("defect: the file of tonight is there before the morning after, from predictions and not from grades")
  func beforeTheGames() throws {
    for table in [
      try AnyTable(PredictionsDocument(store: nowhere), phase: .publish),
      try AnyTable(TonightDocument(store: nowhere), phase: .publish),
      try AnyTable(TonightPlayersDocument(store: nowhere), phase: .publish),
      try AnyTable(TonightPlaysDocument(store: nowhere), phase: .publish),
    ] {
      let sameDate = table.info.reads.filter { $0.read.scope == .sameDate }.map(\.read.table)
      #expect(!sameDate.contains("prediction_accuracy") && !sameDate.contains("player_game_summary"))
    }
  }

  @Test("defect: of the predictions that several systems make of a player one is published")
  func oneRow() throws {
    let table = PredictionsDocument(store: nowhere)
    var other = PointsPrediction.sample(1)
    other.system = "moving_average"
    let json = try table.json { $0[table.predictions] = [other, .sample(1), .sample(2)] }
    #expect(json["total_predictions"]?.int == 2)
    #expect(json["system_id"] == .string(PublishedSystem.primary))
  }

  @Test("R83: defect: a status goes by what the documents hold and by the schedule, not by the age of files")
  func status() async throws {
    try await withTemporaryFolder { root in
      let warehouse = try SQLiteWarehouse(path: "\(root)/warehouse.sqlite")
      defer { try? warehouse.close() }  // the folder goes away next
      let names = [PredictionsDocument.name, ResultsDocument.name, TonightDocument.name]
      try await warehouse.write { writer in
        for name in names { try writer.prepare(try TableSchema(table: "\(name)", row: DocumentRow.self)) }
      }
      func status(_ states: [(TableName, day: Int, state: String, reason: String?)]) async throws -> JSONValue {
        try await warehouse.write { writer in
          try writer.execute("DELETE FROM output_grid", [])
          for (change, cell) in states.enumerated() {
            try writer.execute(
              """
              INSERT INTO output_grid (table_name, game_date, season, phase, state, reason, rows, attempts,
                fencing_token, updated_at, change) VALUES (?, ?, '2023-24', 'phase6', ?, ?, 1, 1, 1, '', ?)
              """,
              [
                .text("\(cell.0)"), .text("\(sampleDate.adding(days: cell.day))"), .text(cell.state),
                cell.reason.map(SQLValue.text) ?? .null, .integer(Int64(change + 1)),
              ])
          }
        }
        let document = try await warehouse.read { try StatusDocument(from: $0).document() }
        #expect(try JSONSchema(named: "status").violations(in: document.bytes) == [])
        return try JSONValue(parsing: document.bytes)
      }
      // What is not done yet does not count; what is empty by design is in order and says why.
      let rested = try await status([
        (names[0], 0, "complete", nil), (names[1], 0, "complete", nil), (names[2], 0, "complete", nil),
        (names[0], 1, "empty_ok", "nothing is predicted"), (names[1], 1, "expected", nil),
      ])
      #expect(rested["overall_status"] == .string("healthy"))
      #expect(rested.at("services.predictions.target_date") == .string("2024-01-16"))
      #expect(rested.at("services.predictions.message") == .string("nothing is predicted"))
      #expect(rested.at("services.grading.target_date") == .string("2024-01-15"))
      #expect(rested["data_through"] == .string("2024-01-15"))
      // Tonight stood still since a week, however new its file is: the date shows it.
      let frozen = try await status([
        (names[0], 0, "complete", nil), (names[1], 0, "complete", nil), (names[2], -7, "complete", nil),
        (names[2], 0, "failed", nil),
      ])
      #expect(frozen.at("services.tonight_data.target_date") == .string("2024-01-08"))
      #expect(frozen["overall_status"] == .string("unhealthy"))
      #expect(frozen["known_issues"]?.elements.count == 1)
      #expect(try await status([])["overall_status"] == .string("degraded"), "before the first document")
      // A day that an operator holds is told, and no longer when he gives it free.
      for isHeld in [true, false] {
        let halt = HaltState(heldBy: "ann", isActive: isHeld, on: sampleDate, at: "2024-01-15T09:00:00Z")
        let bytes = try await warehouse.write { writer in
          try HaltState.write(halt, of: sampleDate, in: writer)
          return try StatusDocument(from: writer, halt: HaltState.of(sampleDate, in: writer)).document().bytes
        }
        #expect(try JSONValue(parsing: bytes)["halt_active"] == .bool(isHeld))
      }
    }
  }
}

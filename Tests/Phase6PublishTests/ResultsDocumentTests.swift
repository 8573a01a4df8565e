import Contracts
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Phase6Publish

@Suite("results/{date}.json")
struct ResultsDocumentTests {
  let features: [PlayerFeatures] = [
    .sample(1, average: 15, backToBack: 0, daysRest: 2), .sample(2, average: 25, backToBack: 1, daysRest: 0),
    .sample(3, average: 14.9, backToBack: 0, daysRest: 1), .sample(5, average: nil, backToBack: nil, daysRest: nil),
  ]

  func document(_ grades: [GradedPrediction] = GradedPrediction.day) throws -> Document {
    let table = ResultsDocument(store: nowhere)
    return try #require(try table.partition(grades, features).rows.first?.document)
  }

  func json(_ grades: [GradedPrediction] = GradedPrediction.day) throws -> JSONValue {
    try JSONValue(parsing: try document(grades).bytes)
  }

  @Test("it has the shape that its schema promises")
  func schema() throws {
    #expect(try JSONSchema(named: "results").violations(in: try document().bytes) == [])
    #expect(try JSONSchema(named: "results").violations(in: try document([.sample(7, actual: nil)]).bytes) == [])
    #expect(try JSONSchema(named: "predictions").violations(in: try document().bytes) != [])
  }

  @Test("rows are in order of game and player, and there is one for each prediction")
  func order() throws {
    let rows = try #require(try json()["results"]).elements
    #expect(rows.compactMap { $0["player_id"]?.int } == [1, 2, 3, 4, 6, 7, 5])
    #expect(try document().entries == 7)
  }

  @Test("a row says what the sample of the domain rules says")
  func sampleRow() throws {
    let row = try #require(
      try json([.sample(1, predicted: 18.4, .over, line: 16.5, actual: 16, confidence: 0.81)])["results"]?.elements
        .first)
    #expect(
      row
        == .object([
          "player_id": .integer(1), "player_lookup": .string("player1"), "game_id": .string("0022300561"),
          "team": .string("BOS"), "opponent": .string("TOR"), "predicted": .number(18.4), "actual": .integer(16),
          "line": .number(16.5), "recommendation": .string("OVER"), "result": .string("LOSS"), "void_reason": .null,
          "error": .number(2.4), "bias": .number(2.4), "confidence": .number(0.81), "minutes": .number(33.2),
          "confidence_tier": .string("high"), "player_tier": .string("starter"), "is_home": .bool(true),
          "is_back_to_back": .bool(false), "days_rest": .integer(2),
        ]))
  }

  @Test("defect 13: pushes and voids are in no win rate, and every prediction is counted once")
  func summary() throws {
    let summary = try #require(try json()["summary"])
    func count(_ name: String) -> Int { summary[name]?.int ?? -1 }
    #expect(count("total_predictions") == 7)
    #expect(count("recommendations") == 4)
    #expect((count("correct"), count("incorrect"), count("push_count")) == (2, 1, 1))
    #expect((count("pass_count"), count("no_line_count"), count("voided_count")) == (1, 1, 1))
    #expect(summary["win_rate"]?.double == 0.667)
    // errors 2.4, 6.1, 2.4, 18.4, 1.2, 6.4; biases 2.4, -6.1, 2.4, 18.4, 1.2, 6.4
    #expect(summary["avg_mae"]?.double == 6.15)
    #expect(summary["avg_bias"]?.double == 4.12)
    #expect((count("within_3_points"), count("within_5_points")) == (3, 3))
    #expect(summary["within_3_pct"]?.double == 0.5)
  }

  @Test("the breakdowns by recommendation, confidence and tier each sum to the recommendations")
  func breakdowns() throws {
    let breakdowns = try #require(try json()["breakdowns"])
    func totals(_ name: String) -> [String: Int] {
      guard case .object(let leaves)? = breakdowns[name] else { return [:] }
      return leaves.compactMapValues { $0["total"]?.int }
    }
    #expect(totals("by_recommendation") == ["over": 3, "under": 1])
    #expect(totals("by_confidence") == ["high": 0, "medium": 1, "low": 3])
    #expect(totals("by_player_tier") == ["elite": 1, "starter": 1, "role_player": 2])
    #expect(totals("by_context") == ["home": 4, "away": 0, "back_to_back": 1, "rested": 1])
    #expect(breakdowns["by_recommendation"]?["under"]?["win_rate"]?.double == 1)
    #expect(breakdowns["by_confidence"]?["high"]?["win_rate"] == JSONValue.null)
  }

  @Test("unknown rest is null and in no context breakdown")
  func unknownContext() throws {
    let row = try json()["results"]?.elements.last
    #expect(row?["is_back_to_back"] == JSONValue.null)
    #expect(row?["days_rest"] == JSONValue.null)
  }

  @Test("0 points, 0 error and a push on a whole line survive")
  func zeros() throws {
    let rows = try #require(
      try json([.sample(4, predicted: 0, .under, line: 16.0, actual: 0), .sample(5, line: 16.0)])["results"]
    ).elements
    #expect(rows[0]["actual"]?.int == 0)
    #expect(rows[0]["predicted"]?.double == 0)
    #expect(rows[0]["error"]?.double == 0)
    #expect(rows[1]["result"] == .string("PUSH"))
  }

  @Test("the highlights are the smallest and the largest error, and none when every row is void")
  func highlights() throws {
    let highlights = try #require(try json()["highlights"])
    #expect(highlights["best_prediction"]?["player"] == .string("player5"))
    #expect(highlights["worst_prediction"]?["player"] == .string("player4"))
    #expect(try json([.sample(7, actual: nil)])["highlights"] == .object([:]))
  }

  @Test("of equal errors the first is highlighted")
  func tiedHighlights() throws {
    let highlights = try #require(try json([.sample(2), .sample(1), .sample(3)])["highlights"])
    #expect(highlights["best_prediction"]?["player"] == .string("player1"))
    #expect(highlights["worst_prediction"]?["player"] == .string("player1"))
  }

  @Test("the order of the inputs changes no byte")
  func determinism() throws {
    #expect(try document(GradedPrediction.day) == document(GradedPrediction.day.reversed()))
  }

  @Test("only the configured system is published")
  func system() throws {
    var other = GradedPrediction.sample(8)
    other.system = "another"
    #expect(try document(GradedPrediction.day + [other]) == document())
    #expect(try ResultsDocument(store: nowhere).partition([other]).rows.isEmpty)
  }

  @Test("an empty date is empty by design and leaves the document that stands there")
  func emptyOverNonEmpty() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let table = ResultsDocument(store: store)
      let full = try table.partition(GradedPrediction.day)
      try table.publish(full.rows, on: sampleDate)
      let empty = try table.partition([])
      #expect(empty.rows.isEmpty && empty.emptyReason != nil && empty.expected == 0)
      try table.publish(empty.rows, on: sampleDate)
      #expect(
        try store.bytes(at: samplePath) == full.rows.first?.document?.bytes)
    }
  }

  @Test("computing writes no file; publishing does, and may be repeated")
  func publish() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let table = ResultsDocument(store: store)
      let path = samplePath
      let rows = try PartitionRows(try table.partition(GradedPrediction.day).rows, table: "results_document").rows
      #expect(try store.bytes(at: path) == nil)
      try table.publish(rows, on: sampleDate)
      try table.publish(rows, on: sampleDate)
      let bytes = try #require(try store.bytes(at: path))
      #expect(rows.first?.length == bytes.count)
      #expect(rows.first?.path == "results/2024-01-15.json")
    }
  }
}

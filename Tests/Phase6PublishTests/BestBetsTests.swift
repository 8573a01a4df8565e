import Contracts
import League
import Pipeline
import TestKit
import Testing

@testable import Phase6Publish

@Suite("best-bets/{date}.json")
struct BestBetsTests {
  let table = BestBetsDocument(store: nowhere)

  func fill(
    _ predictions: [PointsPrediction], grades: [GradedPrediction] = [], record: [TrackedCall] = [],
    fatigue: [Int: Int] = [:]
  ) -> (inout AsOfView.Contents) -> Void {
    { contents in
      contents[table.predictions] = predictions
      contents[table.listed] = predictions.map { .sample($0.playerID) }
      contents[table.fatigue] = fatigue.map {
        var score = FatigueScore()
        (score.playerID, score.score) = ($0.key, $0.value)
        return score
      }
      contents[table.grades] = grades
      contents[table.record] = PastRows(record)
    }
  }

  @Test("worked example 4.3: an UNDER five points below its line is premium, with its history and fatigue")
  func sample() throws {
    let record = (1...10).map { TrackedCall.sample(daysAgo: $0, isCorrect: $0 > 2) }
    let json = try table.json(
      fill(
        [.sample(1, points: 9.2, .under, line: 14.5, confidence: 0.91)],
        grades: [.sample(1, predicted: 9.2, .under, line: 14.5, actual: 8)], record: record, fatigue: [1: 80]))
    let pick = try #require(json.at("picks.0"))
    #expect((pick["tier"], pick["edge"]?.double) == (.string("premium"), 5.3))
    #expect(pick["fatigue_level"] == .string("normal"))
    #expect((pick["player_historical_accuracy"]?.double, pick["player_sample_size"]?.int) == (0.8, 10))
    // 0.91 · min(1.5, 1.53) · 0.8
    #expect(pick["composite_score"]?.double == 1.092)
    #expect((pick["result"], pick["actual"]?.int, pick["error"]?.double) == (.string("WIN"), 8, 1.2))
    #expect(json.at("tier_summary.premium")?.int == 1)
  }

  @Test("the list is there before the games: ungraded picks are pending, and grading changes nothing else")
  func pending() throws {
    let predictions: [PointsPrediction] = [.sample(1), .sample(2, points: 12, .under, line: 15.5)]
    let before = try table.json(fill(predictions))
    let after = try table.json(fill(predictions, grades: [.sample(2), .sample(1, .under, line: 14.5, actual: 20)]))
    #expect(before["data_through"] == .string("2024-01-14") && after["data_through"] == .string("2024-01-15"))
    for (old, new) in zip(try #require(before["picks"]).elements, try #require(after["picks"]).elements) {
      #expect(old["result"] == .string("PENDING") && new["result"] != .string("PENDING"))
      for field in ["pick_id", "rank", "tier", "line", "predicted", "composite_score"] {
        #expect(old[field] == new[field])
      }
    }
  }

  @Test("a line of 20 from a book is a line; 25 points and a confidence of 0.88 to 0.90 make no bet")
  func filters() throws {
    let json = try table.json(
      fill([
        .sample(1, points: 15, .under, line: 20), .sample(2, points: 25, .over, line: 20.5),
        .sample(3, confidence: 0.88), .sample(4, confidence: 0.90), .sample(5, .pass), .sample(6, .noLine, line: nil),
      ]))
    #expect(json["picks"]?.elements.compactMap { $0["player_id"]?.int }.sorted() == [1, 4])
  }

  @Test("a tier holds its limit, the best first")
  func limits() throws {
    let json = try table.json(fill((1...30).map { .sample($0, confidence: Double($0) / 100) }))
    #expect(json["picks"]?.elements.compactMap { $0["player_id"]?.int } == [30, 29, 28, 27, 26])
    #expect(json["total_picks"]?.int == 5)
  }

  @Test("defect: no text claims a rate that was not counted")
  func claims() throws {
    let json = try table.json(fill([.sample(1, confidence: 0.95)], record: [.sample(daysAgo: 2)]))
    let texts =
      [try #require(json["methodology"]?.text)] + (json.at("picks.0.rationale")?.elements.compactMap(\.text) ?? [])
    #expect(texts.allSatisfy { !$0.contains("%") })
  }

  @Test("R84: when other picks were published before, they are kept as a revision")
  func revision() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let table = BestBetsDocument(store: store)
      let rows = try [[PointsPrediction.sample(1)], [.sample(2)]].map { predictions in
        try table.documents(fill(predictions)).map(DocumentRow.init)
      }
      try table.publish(rows[0], on: sampleDate)
      try table.publish(rows[0], on: sampleDate)
      #expect(try store.names(in: try DocumentPath("best-bets")) == ["2024-01-15.json"])
      try table.publish(rows[1], on: sampleDate)
      let revisions = try store.names(in: try DocumentPath("best-bets/revisions"))
      #expect(revisions.count == 1)
      let kept = try store.bytes(at: try DocumentPath("best-bets/revisions/\(try #require(revisions.first))"))
      #expect(kept == rows[0].first?.document?.bytes)
    }
  }
}

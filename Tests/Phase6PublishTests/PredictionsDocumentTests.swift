import Contracts
import League
import Pipeline
import TestKit
import Testing

@testable import Phase6Publish

@Suite("predictions/{date}.json")
struct PredictionsDocumentTests {
  let predictions: [PointsPrediction] = [
    .sample(1, confidence: 0.45), .sample(2, points: 26.56, .over, line: 22.5, confidence: 0.6, isHome: true),
    .sample(3, points: 3.2, .noLine, line: nil), .sample(4, game: "0022300560", .pass),
  ]

  func document(_ predictions: [PointsPrediction]) throws -> Document {
    try #require(try PredictionsDocument(store: nowhere).partition(predictions).rows.first?.document)
  }

  @Test("it has the shape that its schema promises")
  func schema() throws {
    #expect(try JSONSchema(named: "predictions").violations(in: try document(predictions).bytes) == [])
  }

  @Test("games are in order of id, players of a game by confidence, and the counts fit")
  func order() throws {
    let json = try JSONValue(parsing: try document(predictions.reversed()).bytes)
    let games = try #require(json["games"]).elements
    #expect(games.map { $0["game_id"] } == [.string("0022300560"), .string("0022300561")])
    let players = try #require(games.last?["predictions"]).elements
    #expect(players.compactMap { $0["player_id"]?.int } == [2, 3, 1])
    #expect((json["total_games"]?.int, json["total_predictions"]?.int) == (2, 4))
    #expect(
      games.last?["recommendation_breakdown"]
        == .object(["over": .integer(1), "under": .integer(1), "pass": .integer(0), "no_line": .integer(1)]))
  }

  @Test("home and away come from the players' context, and the edge is signed")
  func sampleRow() throws {
    let json = try JSONValue(parsing: try document(predictions).bytes)
    let game = try #require(json["games"]?.elements.last)
    #expect((game["home_team"], game["away_team"]) == (.string("TOR"), .string("BOS")))
    let player = try #require(game["predictions"]?.elements.last)
    #expect(
      player["prediction"]
        == .object([
          "points": .number(9.2), "confidence": .number(0.45), "recommendation": .string("UNDER"),
          "line": .number(14.5), "edge": .number(-5.3),
        ]))
  }

  @Test("data goes through the day before: nothing of the date itself is in it")
  func dataThrough() throws {
    #expect(try JSONValue(parsing: try document(predictions).bytes)["data_through"] == .string("2024-01-14"))
  }

  @Test("a date without predictions is empty by design")
  func empty() throws {
    let partition = try PredictionsDocument(store: nowhere).partition([])
    #expect(partition.rows.isEmpty && partition.emptyReason != nil)
  }
}

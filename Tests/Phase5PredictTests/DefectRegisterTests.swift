import Contracts
import Foundation
import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Predict

/// Defects of the register that no table of this phase may have again. Those of one system or table are tested beside it.
@Suite("Defects that no table of this phase has")
struct DefectRegisterTests {
  static let tables: [[any Input]] = [
    PredictionFeatures().inputs, PointsModels().inputs, ConfidenceCalibration().inputs, EnsembleWeights().inputs,
    PlayerPropPredictions().inputs, PredictionRefusals().inputs,
  ]
  static let reads = tables.joined().map(\.read)
  /// What is written after a game was played, or from such rows.
  static let results: Set<TableName> = [
    "raw_player_box", "player_game_summary", "team_offense_game_summary", "team_defense_game_summary",
    "prediction_accuracy",
  ]

  @Test("each of the eighteen defects has a test that names it", arguments: 1...18)
  func named(defect: Int) throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let sources = try ["Phase5PredictTests", "Phase5GradeTests"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        at: tests.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    }
    let names = try Regex("\"(defect [0-9]+, )*defect \(defect)[:,]")
    #expect(try sources.contains { try String(contentsOf: $0, encoding: .utf8).contains(names) })
  }

  @Test("defect 1: a game of the date itself is in no feature, and results are read as history alone")
  func pastAlone() throws {
    let games = (1...12).map { PastGame.sample(1, daysAgo: 3 * $0, points: 10 + $0) }
    let today = PastGame.sample(1, daysAgo: 0, points: 60)
    let tests = PredictionFeaturesTests()
    let without = try #require(try tests.partition([.sample(1)], [.sample(1)], games: games).rows.first)
    let with = try #require(try tests.partition([.sample(1)], [.sample(1)], games: games + [today]).rows.first)
    #expect(without.model[.pointsLastGame] == 11)
    #expect(with.digest == without.digest)
    for read in Self.reads where Self.results.contains(read.table) {
      guard case .history = read.scope else {
        Issue.record("\(read.table) is read as \(read.scope)")
        continue
      }
    }
  }

  @Test("defect 8: no quote is read here: a line is the one that the context closed before the tip-off, or none")
  func closingLines() throws {
    #expect(!Self.reads.contains { $0.table == "raw_prop_lines" })
    let row = try #require(
      try PredictionFeaturesTests().partition([.sample(1)], [.sample(1, line: 22.5)]).rows.first)
    #expect((row.line, row.model[.line]) == (22.5, 22.5))
    let context = try TableSchema(table: "upcoming_player_game_context", row: ScheduledPlayer.self).columns.map(\.name)
    #expect(
      context.filter { $0.contains("line") } == ["current_points_line", "points_line_source", "opening_points_line"])
  }

  @Test("defect 9: a line is of the date's own context: yesterday's and tomorrow's are nobody's, and none is estimated")
  func linesOfTheDate() throws {
    let contexts = Self.reads.filter { $0.table == "upcoming_player_game_context" }
    #expect(contexts.count >= 2)
    #expect(contexts.allSatisfy { $0.scope == .sameDate })
    let games = (1...12).map { PastGame.sample(1, daysAgo: 3 * $0, points: 20) }
    let unlined = try #require(
      try PredictionFeaturesTests().partition([.sample(1)], [.sample(1, line: nil)], games: games).rows.first)
    #expect(unlined.line == nil && unlined.book == nil && unlined.model[.line] == nil)
    let stored = try TableSchema(table: "player_prop_predictions", row: PlayerPropPredictions.Row.self).columns
    #expect(!stored.contains { $0.name.contains("estimat") })
  }

  @Test("defect 17: who is predicted does not depend on who then played")
  func universe() throws {
    let sameDate = Set(Self.reads.filter { $0.scope == .sameDate }.map(\.table))
    #expect(sameDate.isDisjoint(with: Self.results))
    // Nothing but listing and features is known of either player; one of them will not play.
    let rows = try PlayerPropPredictionsTests().partition([.sample(1), .sample(2)]).rows
    #expect(Set(rows.map(\.playerID)) == [1, 2])
  }
}

import Foundation
import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Predict

@Suite("What can be wrong with a prediction")
struct FailureTests {
  /// What is predicted of players and what is refused, as the two tables of a date have it.
  struct Outcome {
    var predicted: [Int: [PredictionSystem]] = [:]
    var refused: [Int: [PredictionSystem: NoPrediction]] = [:]
    var shortcomings: [String] = []

    init(_ players: [PlayerSituation], listed: [Int], model: TrainedModel?) throws {
      let partition = try PlayerPropPredictionsTests().partition(players, models: model.map { [$0] } ?? [])
      let rows = try PartitionRows(partition.rows, table: "player_prop_predictions").rows
      predicted = Dictionary(grouping: rows, by: \.playerID).mapValues { $0.map(\.system) }
      shortcomings = partition.shortcomings
      refused = try PredictionRefusalsTests().reasons(
        listed: listed, players: players, predicted: predicted, model: model)
    }
  }

  static let rulesAlone: [PredictionSystem] = [.movingAverage, .zoneMatchup, .ensemble]

  @Test(
    "a corrupt artefact: the trained system is silent as model_refused, the date is degraded, no rule takes its name")
  func corruptArtefact() throws {
    var stored = try PointsModelsTests.stored()
    stored.artefact = "AAAA" + stored.artefact.dropFirst(4)
    let outcome = try Outcome([.sample(1)], listed: [1], model: stored)
    #expect(outcome.predicted == [1: Self.rulesAlone])
    #expect(outcome.refused[1]?[.boosted] == .modelRefused)
    #expect(outcome.shortcomings == [ModelRefusal.damaged(model: stored.modelID).description])
  }

  @Test(
    "a missing model: the trained system is silent as no_model, and the date is whole, as it is before the first one")
  func missingModel() throws {
    let outcome = try Outcome([.sample(1)], listed: [1], model: nil)
    #expect(outcome.predicted == [1: Self.rulesAlone])
    #expect(outcome.refused[1]?[.boosted] == .noModel)
    #expect(outcome.shortcomings.isEmpty)
  }

  @Test("features that are no numbers: missing in the model's vector, no_start without line and form, never stored")
  func notNumbers() throws {
    var vector = ModelVector()
    vector[.formPoints] = .nan
    vector[.rest] = .infinity
    #expect(vector[.formPoints] == nil && vector[.rest] == nil && vector.start == nil)
    var player = PlayerSituation.sample(1, line: nil)
    player.model = vector
    let outcome = try Outcome([player], listed: [1], model: try PointsModelsTests.stored())
    #expect(outcome.predicted == [1: Self.rulesAlone])
    #expect(outcome.refused[1]?[.boosted] == .noStart)
    player.rules.pointsLast5 = .nan
    #expect(throws: (any Error).self) { try Outcome([player], listed: [1], model: nil) }
  }

  @Test("a player without history: no row of any system, and little_history for each")
  func withoutHistory() throws {
    let outcome = try Outcome([.sample(1)], listed: [1, 2], model: try PointsModelsTests.stored())
    #expect(outcome.predicted[2] == nil)
    #expect(outcome.refused[2]?.count == PredictionSystem.allCases.count)
    #expect(outcome.refused[2]?.values.allSatisfy { $0 == .littleHistory } == true)
  }
}

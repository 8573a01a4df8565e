import League
import Pipeline
import Testing

@testable import Phase5Predict

@Suite("prediction_refusals")
struct PredictionRefusalsTests {
  let table = PredictionRefusals()

  func reasons(
    listed: [Int], players: [PlayerSituation], predicted: [Int: [PredictionSystem]], model: TrainedModel?
  ) throws -> [Int: [PredictionSystem: NoPrediction]] {
    var contents = AsOfView.Contents()
    contents[table.listed] = listed.map { .sample($0) }
    contents[table.players] = players
    contents[table.predicted] = predicted.flatMap { player, systems in
      systems.map { system in
        var row = PredictedPlayer()
        (row.playerID, row.system) = (player, system)
        return row
      }
    }
    contents[table.models] = model.map { [$0] } ?? []
    contents[table.earlierModels] = PastRows([], before: .sample)
    let partition = try table.rows(
      for: .sample, from: AsOfView(date: .sample, season: Season(startYear: 2023), contents: contents))
    return Dictionary(grouping: partition.rows, by: \.playerID)
      .mapValues { Dictionary($0.map { ($0.system, $0.reason) }) { first, _ in first } }
  }

  @Test("each listed player has each system once: predicted, or refused with a reason")
  func reasons() throws {
    var out = PlayerSituation.sample(2)
    (out.injury, out.injurySource) = (.out, .leagueReport)
    var unknown = PlayerSituation.sample(3)
    unknown.rules.pointsLast5 = nil
    let found = try reasons(
      listed: [1, 2, 3, 4], players: [.sample(1), out, unknown],
      predicted: [1: [.movingAverage, .zoneMatchup, .ensemble]], model: nil)
    #expect(found[1] == [.similarity: .fewSimilarGames, .boosted: .noModel])
    #expect(found[2]?.values.allSatisfy { $0 == .out } == true)
    #expect(found[3]?.values.allSatisfy { $0 == .noAverages } == true)
    #expect(found[4]?.values.allSatisfy { $0 == .littleHistory } == true)
    for player in 2...4 { #expect(found[player]?.count == PredictionSystem.allCases.count) }
  }

  @Test("a model that is there but refused, and a player it cannot start from, are told apart")
  func model() throws {
    let stored = try PointsModelsTests.stored()
    var damaged = stored
    damaged.artefactDigest = "0"
    let said: [Int: [PredictionSystem]] = [1: [.movingAverage, .zoneMatchup, .similarity, .ensemble]]
    #expect(
      try reasons(listed: [1], players: [.sample(1)], predicted: said, model: damaged)[1] == [.boosted: .modelRefused])
    #expect(
      try reasons(listed: [1], players: [.sample(1)], predicted: said, model: stored)[1] == [.boosted: .noStart])
  }
}

import League
import Pipeline
import Testing
import Warehouse

@testable import Phase5Predict

@Suite("player_prop_predictions")
struct PlayerPropPredictionsTests {
  let table = PlayerPropPredictions()

  func partition(
    _ players: [PlayerSituation], models: [TrainedModel] = [], earlier: [TrainedModel] = [],
    calibrations: [CalibratedSystem] = [], weights: [StoredWeight] = [], adjustments: [StoredAdjustment] = []
  ) throws -> Partition<PlayerPropPredictions.Row> {
    var contents = AsOfView.Contents()
    contents[table.players] = players
    contents[table.models] = models
    contents[table.earlierModels] = PastRows(earlier, before: .sample)
    contents[table.calibrations] = calibrations
    contents[table.weights] = weights
    contents[table.earlierWeights] = PastRows([], before: .sample)
    contents[table.adjustments] = adjustments
    contents[table.situations] = PastRows([], before: .sample)
    contents[table.season] = PastRows([], before: .sample)
    contents[table.results] = PastRows([], before: .sample)
    return try table.rows(
      for: .sample, from: AsOfView(date: .sample, season: Season(startYear: 2023), contents: contents))
  }

  @Test("the running example is stored with margin, gates, digest and provenance")
  func runningExample() throws {
    let rows = try PartitionRows(partition([.sample(1)]).rows, table: "player_prop_predictions").rows
    let row = try #require(rows.first { $0.system == .movingAverage })
    #expect(row.points == 26.56 && row.margin == 4.06 && row.recommendation == .over)
    #expect(row.rawConfidence == 0.52 && row.confidence == 0.5)
    #expect(row.hasLine && row.line == 22.5 && row.book == "draftkings" && row.lineSource == .actual)
    #expect(row.digest == "digest of 1" && row.featureVersion == "v2_33features" && row.modelID == nil)
    #expect(!row.lowMinutes && row.isActionable && row.filterReason == nil)
  }

  @Test("defect 6: without a line every system predicts, says NO_LINE, and nothing is estimated")
  func noLine() throws {
    let rows = try partition([.sample(1, line: nil)], models: [try PointsModelsTests.stored()]).rows
    #expect(rows.count == 4)
    for row in rows {
      #expect(row.recommendation == .noLine)
      #expect(!row.hasLine)
      #expect(row.line == nil && row.margin == nil && row.book == nil)
      #expect(row.lineSource == .none)
      #expect(row.confidence == 0.5)
    }
  }

  @Test("defect 7, defect 18: one prediction for each player and system, each system under its one id")
  func onePrediction() throws {
    let rows = try partition([.sample(1), .sample(2)], models: [try PointsModelsTests.stored()]).rows
    let keys = rows.map { "\($0.gameID) \($0.playerID) \($0.system.rawValue)" }
    #expect(Set(keys).count == rows.count)
    #expect(
      Set(rows.map(\.system.rawValue)) == ["moving_average", "zone_matchup_v1", "xgboost_v1", "ensemble_v1"])
  }

  @Test("defect 12: a confidence outside 0 to 1 does not reach the store, nor points outside 0 to 60")
  func scales() throws {
    var rows = try partition([.sample(1)]).rows
    rows[0].rawConfidence = 52
    #expect(throws: WarehouseError.self) { try PartitionRows(rows, table: "player_prop_predictions") }
    rows[0].rawConfidence = 0.52
    rows[0].points = 60.5
    #expect(throws: WarehouseError.self) { try PartitionRows(rows, table: "player_prop_predictions") }
  }

  @Test("defect 5: the trained system is a trained model, with its id on the row, and says the same twice")
  func model() throws {
    let stored = try PointsModelsTests.stored()
    let first = try partition([.sample(1)], models: [stored])
    let second = try partition(
      [.sample(1)],
      earlier: [
        {
          var old = stored; old.gameDate = .sample.adding(days: -7); return old
        }()
      ])
    let row = try #require(first.rows.first { $0.system == .boosted })
    #expect(row.modelID == stored.modelID)
    #expect(row.featureVersion == ModelVector.version)
    #expect(first.rows.filter { $0.system != .boosted }.allSatisfy { $0.modelID == nil })
    let digests = try [first, second].map { try PartitionRows($0.rows, table: "x").digest }
    #expect(digests[0] == digests[1])
  }

  @Test("without a model the trained system is silent by design; with a damaged one the date is degraded besides")
  func noModel() throws {
    let none = try partition([.sample(1)])
    #expect(!none.rows.contains { $0.system == .boosted })
    #expect(none.shortcomings.isEmpty)
    var damaged = try PointsModelsTests.stored()
    damaged.artefactDigest = "0"
    let refused = try partition([.sample(1)], models: [damaged], earlier: [try PointsModelsTests.stored()])
    #expect(!refused.rows.contains { $0.system == .boosted })
    #expect(refused.shortcomings.count == 1)
    #expect(refused.shortcomings.first?.contains("does not have its digest") == true)
    #expect(refused.rows.first { $0.system == .ensemble }?.members == "moving_average,zone_matchup_v1")
  }

  @Test("an OUT player and one without averages of his own are not predicted")
  func refused() throws {
    var out = PlayerSituation.sample(1)
    (out.injury, out.injurySource) = (.out, .leagueReport)
    var unknown = PlayerSituation.sample(2)
    unknown.rules.pointsSeason = nil
    var doubtful = PlayerSituation.sample(3)
    doubtful.injury = .doubtful
    let rows = try partition([out, unknown, doubtful]).rows
    #expect(Set(rows.map(\.playerID)) == [3])
    #expect(rows.allSatisfy { $0.isInjuryFlagged && !$0.isActionable && $0.filterReason == "injury" })
    #expect(try partition([out]).emptyReason != nil)
  }

  @Test("a log of activations does not rule out whom a book has a line on; the league's report does")
  func ruledOut() throws {
    let players = [(1, 22.5, InjurySource.transactionLog), (2, nil, .transactionLog), (3, 22.5, .leagueReport)].map {
      number, line, source in
      var player = PlayerSituation.sample(number, line: line)
      (player.injury, player.injurySource, player.injuryReason) = (.out, source, "left knee")
      return player
    }
    let rows = try partition(players).rows
    #expect(Set(rows.map(\.playerID)) == [1])
    #expect(rows.allSatisfy { $0.injury == .out && $0.filterReason == "injury" && $0.injuryReason == "left knee" })
  }

  @Test("weights and calibrations that have seen the date are refused")
  func foresight() throws {
    var weight = StoredWeight(system: .zoneMatchup, weight: 1)
    var calibration = CalibratedSystem()
    for (daysAgo, isRefused) in [(1, false), (0, true)] {
      weight.lastDate = .sample.adding(days: -daysAgo)
      calibration.lastDate = .sample.adding(days: -daysAgo)
      let (weights, calibrations) = ([weight], [calibration])
      if isRefused {
        #expect(throws: PipelineError.self) { try partition([.sample(1)], weights: weights) }
        #expect(throws: PipelineError.self) { try partition([.sample(1)], calibrations: calibrations) }
      } else {
        #expect(try partition([.sample(1)], weights: weights).rows.count == 3)
        #expect(try partition([.sample(1)], calibrations: calibrations).rows.count == 3)
      }
    }
  }

  @Test("a row that contradicts itself is seen: NO_LINE with a line, a rule with a model, an adjustment without points")
  func contradictions() throws {
    let rows = try partition([.sample(1)], models: [try PointsModelsTests.stored()]).rows
    #expect(rows.count == 4)
    #expect(rows.allSatisfy { $0.contradiction == nil })
    let breaks: [(inout PlayerPropPredictions.Row) -> Void] = [
      { $0.recommendation = .noLine }, { $0.line = nil }, { $0.hasLine = false }, { $0.margin = nil },
      { $0.modelID = $0.modelID == nil ? "a model" : nil }, { $0.isActionable.toggle() }, { $0.tierAdjustment = 1 },
      { $0.usesAdjustment = true }, { $0.tier = $0.tier == nil ? .star : nil },
    ]
    for row in rows {
      for change in breaks {
        var broken = row
        change(&broken)
        #expect(broken.contradiction != nil)
      }
    }
  }

  @Test("few minutes without a line and a poor vector are predicted, but not to be acted on")
  func flags() throws {
    var bench = PlayerSituation.sample(1, line: nil)
    bench.minutesLast10 = 14.9
    var lined = PlayerSituation.sample(2)
    lined.minutesLast10 = 14.9
    var poor = PlayerSituation.sample(3)
    poor.quality = 49
    let rows = try partition([bench, lined, poor]).rows.filter { $0.system == .movingAverage }
    #expect(rows.map(\.lowMinutes) == [true, false, false])
    #expect(rows.map(\.filterReason) == ["low_minutes", nil, "low_quality"])
    #expect(rows.map(\.isActionable) == [false, true, false])
  }

  @Test("confidence is the calibrated probability, and the gates keep the raw score")
  func calibrated() throws {
    let calibrations = PredictionSystem.allCases.map { system in
      var row = CalibratedSystem()
      row.system = system
      row.intercept = system == .movingAverage ? 0.2 : 0
      return row
    }
    let row = try #require(
      try partition([.sample(1)], calibrations: calibrations).rows.first { $0.system == .movingAverage })
    #expect(abs(row.confidence - 0.549834) < 1e-6)
    #expect(row.rawConfidence == 0.52 && row.recommendation == .over)
    let partial = try partition([.sample(1)], calibrations: Array(calibrations.dropLast()))
    #expect(partial.rows.allSatisfy { $0.confidence == 0.5 })
  }

  @Test("the members' weights make the ensemble, beside their plain mean")
  func weighted() throws {
    var heavy = StoredWeight()
    (heavy.system, heavy.weight, heavy.bias) = (.zoneMatchup, 1, 0.5)
    let row = try #require(
      try partition([.sample(1)], weights: [heavy]).rows.first { $0.system == .ensemble })
    #expect(row.points == 23.44)
    #expect(row.equalWeightPoints == 25.25)
  }

  @Test("a date without features is empty by design, and bootstrap dates are left out")
  func empty() throws {
    #expect(try partition([]).emptyReason != nil)
    #expect(table.bootstrap == .skip)
  }

  @Test("the gate is held against the stored margin, so a margin that reads 2.00 is a PASS")
  func storedMargin() throws {
    var player = PlayerSituation.sample(1, line: 22.6)
    player.rules.pointsLast5 = 20.684  // predicted 24.602, stored 24.60; less 22.6 leaves 2.00
    let row = try #require(try partition([player]).rows.first)
    #expect(row.points == 24.6 && row.margin == 2.0)
    #expect(row.recommendation == .pass)
  }
}

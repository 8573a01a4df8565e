import League
import Testing

@testable import Phase5Predict

@Suite("Rules")
struct RuleTests {
  @Test("5.1 worked: the running example is 26.56 with 0.52, and OVER against 22.5 by 4.06")
  func movingAverage() throws {
    let prediction = try #require(MovingAverage().prediction(from: .runningExample))
    #expect(prediction.points == 26.56)
    #expect(prediction.confidence == 0.52)
    #expect(prediction.adjustments.sum.rounded(scale: 2) == 2.66)
    let gate = PredictionSystem.movingAverage.gate
    #expect(gate.recommendation(margin: 4.06, confidence: prediction.confidence) == .over)
  }

  @Test("3 worked: 24.06 against 22.5 is a margin of 1.56 and a PASS of the moving average")
  func smallEdge() {
    #expect((24.06 - 22.5).rounded(scale: 2) == 1.56)
    #expect(PredictionSystem.movingAverage.gate.recommendation(margin: 1.56, confidence: 0.52) == .pass)
  }

  @Test(
    "5.2 worked: a defence of 114 in a league of 112 and shares .45/.15/.30 make 22.34, and 23.94 with pace and home")
  func zoneMatchup() throws {
    let prediction = try #require(ZoneMatchup().prediction(from: .runningExample))
    #expect(prediction.points == 23.94)
    #expect(prediction.confidence == 0.52)
    #expect(prediction.adjustments.rating?.rounded(scale: 4) == (22 * 0.5 * (114.0 / 112 - 1)).rounded(scale: 4))
    let parts = (prediction.adjustments.rating ?? 0) + (prediction.adjustments.zones ?? 0)
    #expect((22 + parts).rounded(scale: 2) == 22.34)
  }

  @Test("defect 3: a weak defence raises the prediction and a strong one lowers it")
  func defenseSign() throws {
    var features = RuleVector.runningExample
    features.zoneDefense = ZoneValues(paint: 0, midRange: 0, three: 0)
    features.opponentRating = 118
    let weak = try #require(ZoneMatchup().prediction(from: features)).points
    features.opponentRating = 106
    let strong = try #require(ZoneMatchup().prediction(from: features)).points
    features.opponentRating = 112
    let even = try #require(ZoneMatchup().prediction(from: features)).points
    #expect(weak > even && even > strong)
    // Six points of rating move a 22-point scorer by about 0.6, in proportion.
    #expect((weak - even).rounded(scale: 2) == 0.59)
  }

  @Test(
    "defect 2: a fresh player loses nothing and a tired one does, in every rule that reads fatigue",
    arguments: [(100.0, 0.0), (95, 0), (70, 0), (69, -1.0), (50, -1.0), (49, -2.5), (0, -2.5)])
  func fatiguePolarity(score: Double, adjustment: Double) {
    var features = RuleVector.runningExample
    features.fatigue = score
    #expect(MovingAverage().prediction(from: features)?.adjustments.fatigue == adjustment)
    #expect(ZoneMatchup().prediction(from: features)?.adjustments.fatigue == adjustment)
  }

  @Test(
    "of fatigue and a back-to-back only the larger is subtracted",
    arguments: [(95.0, -1.5), (60, -1.5), (40, -2.5)])
  func backToBack(score: Double, adjustment: Double) {
    #expect(Fatigue.adjustment(score: score, backToBack: 1) == adjustment)
    #expect(Fatigue.adjustment(score: nil, backToBack: nil) == nil)
  }

  @Test("defect 10: a missing feature adds nothing, and no other feature stands in for it")
  func noAliases() throws {
    var features = RuleVector.runningExample
    features.usageSpike = nil
    features.zoneShares = ZoneValues()
    let average = try #require(MovingAverage().prediction(from: features))
    #expect(average.adjustments.usage == nil)
    #expect(average.points == 26.08)
    let zone = try #require(ZoneMatchup().prediction(from: features))
    #expect(zone.adjustments.zones == nil)
    #expect(zone.points == 23.80)
  }

  @Test("without a scoring average there is no prediction")
  func averagesAreRequired() {
    for path in [\RuleVector.pointsLast5, \.pointsLast10, \.pointsSeason] {
      var features = RuleVector.runningExample
      features[keyPath: path] = nil
      #expect(MovingAverage().prediction(from: features) == nil)
    }
    var features = RuleVector.runningExample
    features.pointsSeason = nil
    #expect(ZoneMatchup().prediction(from: features) == nil)
  }

  @Test("defect 12: the rules' scores take nine values, from 0.25 to 0.60")
  func scale() {
    var seen: Set<Double> = []
    for deviation in [3.0, 5, 7] {
      for games in [0.0, 1, 2, 3, 4] {
        seen.insert(RuleConfidence.score(deviation: deviation, gamesLast7Days: games))
      }
    }
    #expect(seen == [0.60, 0.55, 0.40, 0.52, 0.47, 0.32, 0.45, 0.40, 0.25])
  }

  @Test("a volatile player is always a PASS: 0.45 is not above 0.45")
  func volatilePlayersPass() {
    #expect(RuleConfidence.score(deviation: 6.01, gamesLast7Days: 3) == 0.45)
    #expect(PredictionSystem.movingAverage.gate.recommendation(margin: 12, confidence: 0.45) == .pass)
  }

  @Test("a prediction stays between 0 and 60")
  func clamped() {
    #expect(PointsRange.clamped(-3) == 0)
    #expect(PointsRange.clamped(71.2) == 60)
    var features = RuleVector.runningExample
    (features.pointsLast5, features.pointsLast10, features.pointsSeason) = (70, 70, 70)
    #expect(MovingAverage().prediction(from: features)?.points == 60)
    #expect(ZoneMatchup().prediction(from: features)?.points == 60)
  }

  @Test(
    "1: each system has its own gates, the rules' exclusive and the others' inclusive",
    arguments: [
      (PredictionSystem.movingAverage, 2.0, 0.46, Recommendation.pass), (.movingAverage, 2.01, 0.46, .over),
      (.movingAverage, -2.01, 0.46, .under), (.zoneMatchup, 2.5, 0.45, .pass), (.similarity, 2.0, 0.65, .over),
      (.similarity, 1.99, 0.65, .pass), (.similarity, -2.0, 0.64, .pass), (.boosted, -1.5, 0.60, .under),
      (.boosted, 1.49, 0.90, .pass), (.ensemble, 1.5, 0.65, .over), (.ensemble, 1.5, 0.649, .pass),
    ])
  func gates(system: PredictionSystem, margin: Double, confidence: Double, recommendation: Recommendation) {
    #expect(system.gate.recommendation(margin: margin, confidence: confidence) == recommendation)
    #expect(system.gate.recommendation(margin: nil, confidence: confidence) == .noLine)
  }
}

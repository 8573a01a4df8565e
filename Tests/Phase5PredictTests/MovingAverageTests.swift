import Testing

@testable import Phase5Predict

@Suite("Moving average")
struct MovingAverageTests {
  let system = MovingAverage()

  @Test("the running example is predicted at 26.56 with confidence 0.52, and is OVER against 22.5 by 4.06")
  func runningExample() throws {
    let prediction = try #require(system.prediction(from: .runningExample))
    #expect(prediction.points == 26.56)
    #expect(prediction.confidence == 0.52)
    let margin = (prediction.points - 22.5)
    #expect(abs(margin - 4.06) < 1e-9)
    #expect(MovingAverage.gate.recommendation(margin: 4.06, confidence: 0.52) == .over)
  }

  @Test("a prediction of 24.06 against 22.5 is a PASS: 1.56 is not above 2.0")
  func smallEdge() {
    #expect(MovingAverage.gate.recommendation(margin: 1.56, confidence: 0.52) == .pass)
  }

  @Test("both gates are exclusive", arguments: [(2.0, 0.52), (-2.0, 0.52), (9.0, 0.45), (-9.0, 0.45)])
  func gates(margin: Double, confidence: Double) {
    #expect(MovingAverage.gate.recommendation(margin: margin, confidence: confidence) == .pass)
  }

  @Test("the sign of the edge decides the side")
  func sides() {
    #expect(MovingAverage.gate.recommendation(margin: 2.01, confidence: 0.46) == .over)
    #expect(MovingAverage.gate.recommendation(margin: -2.01, confidence: 0.46) == .under)
  }

  @Test(
    "defect 2: a fresh player loses nothing and a tired one does",
    arguments: [(100.0, 0.0), (95, 0), (70, 0), (69, -1.0), (50, -1.0), (49, -2.5), (0, -2.5)])
  func fatiguePolarity(score: Double, adjustment: Double) {
    var features = FeatureVector.runningExample
    features.fatigue = score
    #expect(system.prediction(from: features)?.fatigue == adjustment)
  }

  @Test(
    "of fatigue and a back-to-back only the larger is subtracted",
    arguments: [(95.0, -1.5), (60, -1.5), (40, -2.5)])
  func backToBack(score: Double, adjustment: Double) {
    var features = FeatureVector.runningExample
    features.fatigue = score
    features.backToBack = 1
    #expect(system.prediction(from: features)?.fatigue == adjustment)
  }

  @Test("defect 10: a missing feature adds nothing, and no other feature stands in for it")
  func noAliases() throws {
    var features = FeatureVector.runningExample
    features.usageSpike = nil
    let prediction = try #require(system.prediction(from: features))
    #expect(prediction.usage == nil)
    #expect(prediction.points == 26.08)
  }

  @Test("without one of the scoring averages there is no prediction")
  func averagesAreRequired() {
    for path in [\FeatureVector.pointsLast5, \.pointsLast10, \.pointsSeason] {
      var features = FeatureVector.runningExample
      features[keyPath: path] = nil
      #expect(system.prediction(from: features) == nil)
    }
  }

  @Test("defect 12: confidence takes nine values, all from 0 to 1 and none above 0.60")
  func confidenceScale() throws {
    var seen: Set<Double> = []
    for deviation in [3.0, 5, 7] {
      for games in [0.0, 1, 2, 3, 4] {
        var features = FeatureVector.runningExample
        features.pointsDeviation = deviation
        features.gamesLast7Days = games
        let confidence = try #require(system.prediction(from: features)).confidence
        #expect((0.2...0.6).contains(confidence))
        seen.insert(confidence)
      }
    }
    #expect(seen == [0.60, 0.55, 0.40, 0.52, 0.47, 0.32, 0.45, 0.40, 0.25])
  }

  @Test("a volatile player is always a PASS: 0.45 is not above 0.45")
  func volatilePlayersPass() throws {
    var features = FeatureVector.runningExample
    features.pointsDeviation = 6.01
    let prediction = try #require(system.prediction(from: features))
    #expect(prediction.confidence == 0.45)
    #expect(MovingAverage.gate.recommendation(margin: 12, confidence: prediction.confidence) == .pass)
  }

  @Test("a prediction stays between 0 and 60")
  func clamped() {
    var features = FeatureVector.runningExample
    (features.pointsLast5, features.pointsLast10, features.pointsSeason) = (0, 0, 0)
    (features.zoneMismatch, features.pace, features.usageSpike) = (-10, -3, -3)
    #expect(system.prediction(from: features)?.points == 0)
    (features.pointsLast5, features.pointsLast10, features.pointsSeason) = (70, 70, 70)
    #expect(system.prediction(from: features)?.points == 60)
  }

  @Test("the snapshot holds every feature under its own name, and null for a missing one")
  func snapshot() {
    var features = FeatureVector.runningExample
    features.usageSpike = nil
    #expect(
      features.snapshot == """
        {"points_avg_last_5":24.6,"points_avg_last_10":24.0,"points_avg_season":22.0,"points_std_last_10":5.25,\
        "games_in_last_7_days":3.0,"fatigue_score":95.0,"shot_zone_mismatch_score":3.6,"pace_score":2.0,\
        "usage_spike_score":null,"home_away":1.0,"back_to_back":0.0}
        """)
  }
}

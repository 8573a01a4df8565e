import League
import Testing

@testable import Phase5Predict

@Suite("ensemble_v1")
struct EnsembleTests {
  static let worked: [(PredictionSystem, Double, Double)] = [
    (.movingAverage, 24.06, 0.52), (.zoneMatchup, 18.51, 0.52), (.similarity, 30.90, 0.65), (.boosted, 27.99, 0.84),
  ]

  static func member(
    _ system: PredictionSystem, _ points: Double, _ confidence: Double, _ word: Recommendation = .pass
  ) -> Ensemble.Member {
    Ensemble.Member(
      system: system, prediction: SystemPrediction(points: points, confidence: confidence), recommendation: word)
  }

  @Test("5.5 worked: by confidence 25.98; spread 4.64 leaves a score of 63.25 and a PASS")
  func worked() throws {
    let combined = Ensemble.combined(Self.worked.map { (points: $0.1, weight: $0.2 * 100) })
    #expect(combined?.rounded(scale: 2) == 25.98)
    let members = Self.worked.map { Self.member($0.0, $0.1, $0.2) }
    let prediction = try #require(Ensemble().prediction(from: members, weights: nil))
    #expect(prediction.spread.rounded(scale: 2) == 4.64)
    #expect(prediction.confidence == 0.6325)
    #expect(prediction.agreement == 70)
    #expect(abs(prediction.equalWeightPoints - 25.365) < 0.006)
    #expect(
      Ensemble.recommendation(margin: 3.48, confidence: prediction.confidence, members: [.over, .over, .over, .over])
        == .pass)
  }

  @Test("each member is taken without its bias and by its weight; those without one have no say")
  func weights() throws {
    let members = [
      Self.member(.movingAverage, 20, 0.5), Self.member(.boosted, 30, 0.8), Self.member(.similarity, 99, 0.9),
    ]
    let weights: [PredictionSystem: MemberWeight] = [
      .movingAverage: MemberWeight(weight: 0.25, bias: 2), .boosted: MemberWeight(weight: 0.75, bias: -1),
    ]
    let prediction = try #require(Ensemble().prediction(from: members, weights: weights))
    #expect(prediction.points == (0.25 * 18 + 0.75 * 31).rounded(scale: 2))
  }

  @Test("fewer than two members predict nothing, and not zero points")
  func tooFew() {
    #expect(Ensemble().prediction(from: [Self.member(.movingAverage, 20, 0.5)], weights: nil) == nil)
    #expect(Ensemble().prediction(from: [], weights: nil) == nil)
  }

  @Test("the side of more than half of the members stands, but not against the ensemble's own edge")
  func majority() {
    #expect(Ensemble.recommendation(margin: 2, confidence: 0.7, members: [.over, .over, .over, .pass]) == .over)
    #expect(Ensemble.recommendation(margin: -2, confidence: 0.7, members: [.over, .over, .over, .pass]) == .pass)
    #expect(Ensemble.recommendation(margin: -2, confidence: 0.7, members: [.over, .over, .pass, .pass]) == .under)
    #expect(Ensemble.recommendation(margin: nil, confidence: 0.7, members: [.noLine, .noLine]) == .noLine)
    #expect(Ensemble.recommendation(margin: 1.49, confidence: 0.9, members: [.over, .over]) == .pass)
  }

  @Test(
    "agreement and score follow the spread",
    arguments: [(1.9, 95.0, 0.75), (2.5, 85, 0.70), (5, 70, 0.60), (9, 55, 0.55)])
  func spread(spread: Double, agreement: Double, confidence: Double) {
    #expect(Ensemble.agreement(spread: spread) == agreement)
    #expect(Ensemble.confidence([0.65, 0.65], spread: spread) == confidence)
  }
}

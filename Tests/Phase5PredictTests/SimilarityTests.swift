import League
import Pipeline
import Testing

@testable import Phase5Predict

@Suite("similarity_balanced_v1")
struct SimilarityTests {
  static let worked: [(likeness: Double, points: Double, weight: Double)] = [
    (100, 28, 1), (90, 24, 1), (85, 20, 1), (75, 31, 1), (70, 26, 1),
  ]

  @Test("5.3 worked: five games make a baseline of 25.73 and a prediction of 30.90")
  func worked() throws {
    let prediction = try #require(SimilarityBalanced.prediction(from: .runningExample, alike: Self.worked))
    let similar = try #require(prediction.similar)
    #expect((similar.baseline * 420).rounded() == 10_805)
    #expect(similar.baseline.rounded(scale: 2) == 25.73)
    #expect((similar.count, similar.meanScore) == (5, 84))
    #expect(similar.deviation.rounded(scale: 2) == 3.71)
    #expect(prediction.adjustments.sum.rounded(scale: 3) == 5.175)
    #expect(prediction.points == 30.90)
  }

  @Test("5.3 corrected: the running example scores 44 on the scale of 2026-01-17, a PASS where 65 was OVER")
  func score() throws {
    let prediction = try #require(SimilarityBalanced.prediction(from: .runningExample, alike: Self.worked))
    #expect(prediction.confidence == 0.44)
    let gate = PredictionSystem.similarity.gate
    #expect(gate.recommendation(margin: 8.4, confidence: prediction.confidence) == .pass)
    #expect(gate.recommendation(margin: 8.4, confidence: 0.65) == .over)
  }

  @Test("5.3 worked: same tier, same rest, other venue, other form is 75")
  func likeness() {
    let today = GameSituation(opponentRating: 112, leagueRating: 112, daysRest: 2, isHome: true, form: 0)
    let past = GameSituation(opponentRating: 113, leagueRating: 112, daysRest: 2, isHome: false, form: 4)
    #expect(today.likeness(to: past) == 75)
    #expect(today.likeness(to: today) == 100)
  }

  @Test(
    "tiers are cut 2.5 points around the mean of the league as of the game's own date",
    arguments: [
      (109.4, 112.0, GameSituation.Defense.elite), (109.5, 112, .average), (114.4, 112, .average), (114.5, 112, .weak),
      (112, 115, .elite), (112, 109, .weak),
    ])
  func tiers(rating: Double, league: Double, tier: GameSituation.Defense) {
    #expect(GameSituation(opponentRating: rating, leagueRating: league).defense == tier)
  }

  @Test("defect 4: an away game against a weak defence finds the away games against weak defences")
  func trueContext() throws {
    let today = GameSituation(opponentRating: 118, leagueRating: 112, daysRest: 2, isHome: false, form: 0)
    let same = SimilarityBalanced.Case(situation: today, points: 20)
    let other = SimilarityBalanced.Case(
      situation: GameSituation(opponentRating: 106, leagueRating: 112, daysRest: 2, isHome: true, form: 0), points: 40)
    let cases = Array(repeating: same, count: 5) + Array(repeating: other, count: 9)
    let prediction = try #require(
      SimilarityBalanced().prediction(from: .runningExample, in: today, cases: cases))
    #expect(prediction.similar?.count == 5)
    #expect(prediction.similar?.baseline == 20)
  }

  @Test("defect 4: what is not known of a game is not taken for average, and a game alone is no case")
  func unknownContext() {
    let unknown = GameSituation(opponentRating: nil, leagueRating: 112, daysRest: nil, isHome: true, form: nil)
    #expect(unknown.likeness(to: unknown) == 15)
    let four = Array(repeating: SimilarityBalanced.Case(situation: unknown, points: 20), count: 30)
    #expect(SimilarityBalanced().prediction(from: .runningExample, in: unknown, cases: four) == nil)
  }

  @Test("the best twenty count, the newest of equals, and games of an earlier season for half")
  func selection() throws {
    let today = GameSituation(opponentRating: 112, leagueRating: 112, daysRest: 2, isHome: true, form: 0)
    var cases = (0..<30).map { SimilarityBalanced.Case(situation: today, points: $0 < 20 ? 10 : 50) }
    #expect(
      SimilarityBalanced().prediction(from: .runningExample, in: today, cases: cases)?.similar?.baseline == 10)
    cases = (0..<6).map {
      SimilarityBalanced.Case(situation: today, points: $0 < 3 ? 10 : 40, weight: $0 < 3 ? 1 : 0.5)
    }
    #expect(
      SimilarityBalanced().prediction(from: .runningExample, in: today, cases: cases)?.similar?.baseline == 20)
  }

  @Test("cases are games of 90 days with what was known before them, and reach back a season below fifteen games")
  func cases() {
    let old = (1...8).map { PastGame.sample(1, daysAgo: 300 + $0, points: 30) }
    let new = (1...5).map { PastGame.sample(1, daysAgo: 2 * $0, points: 20) }
    let stale = PastGame.sample(1, daysAgo: 95, points: 99)
    let situations = (old + new + [stale]).map { game in
      var situation = PastSituation()
      situation.gameDate = game.gameDate
      situation.playerID = 1
      return situation
    }
    func past(_ season: [PastGame], _ all: [PastGame]) -> PastCases {
      PastCases(
        situations: PastRows(situations, before: .sample), season: PastRows(season, before: .sample),
        results: PastRows(all, before: .sample))
    }
    let thin = past(new + [stale], old + new + [stale]).cases(of: 1)
    #expect(thin.map(\.points) == Array(repeating: 20, count: 5) + Array(repeating: 30, count: 8))
    #expect(thin.map(\.weight) == Array(repeating: 1, count: 5) + Array(repeating: 0.5, count: 8))
    let many = (1...20).map { PastGame.sample(1, daysAgo: 2 * $0, points: 20) }
    #expect(past(many, old + many).cases(of: 1).allSatisfy { $0.weight == 1 })
  }
}

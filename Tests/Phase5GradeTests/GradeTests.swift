import Testing

@testable import Phase5Grade

@Suite("Grading")
struct GradeTests {
  @Test("24.1 OVER 22.5 against 27 points: off by 2.9, within 3, margins +1.6 and +4.5, correct")
  func win() {
    let grade = Grade(.sample(), points: 27, minutes: 34)
    #expect(grade.absoluteError == 2.9)
    #expect(grade.signedError == -2.9)
    #expect(grade.isWithin(3) == true)
    #expect(grade.actualMargin == 4.5)
    #expect(grade.isCorrect == true)
    #expect(!grade.isVoid)
  }

  @Test("24.1 OVER 22.5 against 22 points: off by 2.1, incorrect")
  func loss() {
    let grade = Grade(.sample(), points: 22, minutes: 34)
    #expect(grade.absoluteError == 2.1)
    #expect(grade.signedError == 2.1)
    #expect(grade.isCorrect == false)
  }

  @Test("UNDER wins below the line and loses above it")
  func under() {
    #expect(Grade(.sample(1, .under), points: 22, minutes: 34).isCorrect == true)
    #expect(Grade(.sample(1, .under), points: 23, minutes: 34).isCorrect == false)
  }

  @Test(
    "defect 13: points equal to the line are a push, neither correct nor incorrect",
    arguments: [Recommendation.over, .under])
  func push(recommendation: Recommendation) {
    let grade = Grade(.sample(1, recommendation, line: 22.0), points: 22, minutes: 34)
    #expect(grade.isCorrect == nil)
    #expect(grade.actualMargin == 0)
    #expect(grade.absoluteError == 2.1)
    #expect(!grade.isVoid)
  }

  @Test(
    "defect 13: a player who did not play is a void without errors or verdict",
    arguments: [(0, 0.0), (nil, 0), (0, nil), (nil, nil)] as [(Int?, Double?)])
  func void(points: Int?, minutes: Double?) {
    for recommendation in Recommendation.allCases {
      let grade = Grade(.sample(1, recommendation), points: points, minutes: minutes)
      #expect(grade.voidReason == .didNotPlay)
      #expect(grade.absoluteError == nil && grade.signedError == nil)
      #expect(grade.isWithin(3) == nil && grade.isWithin(5) == nil)
      #expect(grade.actualMargin == nil && grade.isCorrect == nil)
    }
  }

  @Test(
    "0 in 0 minutes after QUESTIONABLE or PROBABLE is a late scratch; after OUT or DOUBTFUL the injury is confirmed",
    arguments: [
      (.questionable, .lateScratch), (.probable, .lateScratch), (.out, .injuryConfirmed), (.doubtful, .injuryConfirmed),
      (.available, .didNotPlay), (nil, .didNotPlay),
    ] as [(InjuryStatus?, VoidReason)])
  func injuries(status: InjuryStatus?, reason: VoidReason) {
    for line in [BoxScoreLine.sample(points: 0, minutes: 0), nil] {
      let grade = Grade(.sample().reported(status), line: line, hasBoxScore: true)
      #expect(grade.voidReason == reason)
      #expect(grade.absoluteError == nil && grade.isCorrect == nil)
      #expect(grade.voidReason?.confirmsReport == (status != nil && status != .available))
    }
    #expect(Grade(.sample().reported(status), line: nil, hasBoxScore: false).voidReason == .noBoxScore)
    let played = Grade(.sample().reported(status), line: .sample(points: 4, minutes: 20), hasBoxScore: true)
    #expect(!played.isVoid, "who plays is graded, whatever the report said")
  }

  @Test("a player who is not in his game's box score is a void")
  func absent() {
    #expect(Grade(.sample(), line: nil, hasBoxScore: true).voidReason == .didNotPlay)
  }

  @Test("a game of which no player lines are kept voids its predictions for that reason")
  func noBoxScore() {
    #expect(Grade(.sample(), line: nil, hasBoxScore: false).voidReason == .noBoxScore)
  }

  @Test("0 points in 12 minutes are a game, not a void")
  func scoreless() {
    let grade = Grade(.sample(1, .under, line: 4.5), points: 0, minutes: 12)
    #expect(!grade.isVoid)
    #expect(grade.actual == 0)
    #expect(grade.isCorrect == true)
    #expect(grade.signedError == 24.1)
  }

  @Test("points without known minutes are a game")
  func unknownMinutes() {
    #expect(!Grade(.sample(), points: 6, minutes: nil).isVoid)
  }

  @Test("defect 6: PASS and NO_LINE have errors and no verdict; 20.0 from a book is graded like any line")
  func withoutSide() {
    #expect(Grade(.sample(1, .pass), points: 27, minutes: 34).isCorrect == nil)
    let unlined = Grade(.sample(1, .noLine, line: nil), points: 27, minutes: 34)
    #expect(unlined.isCorrect == nil)
    #expect(unlined.actualMargin == nil)
    #expect(unlined.absoluteError == 2.9)
    #expect(Grade(.sample(1, .over, line: 20.0), points: 21, minutes: 34).isCorrect == true)
  }

  @Test("an error of exactly 3.0 is within 3, of 5.0 within 5")
  func bounds() {
    #expect(Grade(.sample(predicted: 24.0), points: 27, minutes: 30).isWithin(3) == true)
    #expect(Grade(.sample(predicted: 23.99), points: 27, minutes: 30).isWithin(3) == false)
    #expect(Grade(.sample(predicted: 32.0), points: 27, minutes: 30).isWithin(5) == true)
    #expect(Grade(.sample(predicted: 32.01), points: 27, minutes: 30).isWithin(5) == false)
  }

  @Test(
    "deciles: 0.90 and 1.00 are in the tenth, 0.899 in the ninth, 0.52 in the sixth",
    arguments: [(0.9, 10), (1.0, 10), (0.899, 9), (0.52, 6), (0, 1), (0.3, 4), (0.6, 7), (0.7, 8)])
  func deciles(confidence: Double, decile: Int) {
    #expect(confidenceDecile(confidence) == decile)
  }
}

import League
import Testing

@Suite struct RestDaysTests {
  static let januaryDays = [1, 3, 5, 7, 10, 12, 13]

  static func january(_ day: Int) throws -> GameDate {
    try #require(GameDate(year: 2025, month: 1, day: day))
  }

  @Test("E8 rest, windows and back-to-backs before January 14")
  func e8() throws {
    let rest = try RestDays(before: Self.january(14), played: Self.januaryDays.map(Self.january))
    #expect(rest.daysRest == 0)
    #expect(rest.isBackToBack)
    #expect(rest.daysRestBeforeLastGame == 0)
    #expect(rest.daysSinceGameAfterTwoDaysRest == 4)
    #expect(rest.games(inLast: 7) == 4)
    #expect(rest.games(inLast: 14) == 7)
    #expect(rest.backToBacks(inLast: 14) == 1)
    #expect(rest.daysRest != 1)
    #expect(rest.daysSinceGameAfterTwoDaysRest != 2)
    #expect(rest.games(inLast: 7) != 3)
  }

  @Test("the date itself and what follows it are never looked at")
  func noFuture() throws {
    let before = try RestDays(before: Self.january(12), played: Self.januaryDays.map(Self.january))
    #expect(before.daysRest == 1)
    #expect(before.isBackToBack == false)
    #expect(before.games(inLast: 14) == 5)
  }

  @Test("before the first game there is no rest to speak of")
  func firstGame() throws {
    let rest = try RestDays(before: Self.january(1), played: [])
    #expect(rest.daysRest == nil)
    #expect(rest.isBackToBack == false)
    #expect(rest.daysRestBeforeLastGame == nil)
    #expect(rest.daysSinceGameAfterTwoDaysRest == nil)
    #expect(rest.games(inLast: 7) == 0)
    #expect(rest.backToBacks(inLast: 14) == 0)
  }

  @Test("a back-to-back with one game outside the window does not count in it")
  func pairAcrossTheEdge() throws {
    let rest = try RestDays(before: Self.january(20), played: [5, 6].map(Self.january))
    #expect(rest.games(inLast: 14) == 1)
    #expect(rest.backToBacks(inLast: 14) == 0)
  }

  @Test(
    "sample shares round up: three of five is limited, four is good",
    arguments: [
      (5, 5, SampleQuality.excellent), (4, 5, .good), (3, 5, .limited), (2, 5, .insufficient), (10, 10, .excellent),
      (7, 10, .good), (6, 10, .limited), (5, 10, .limited), (4, 10, .insufficient), (14, 20, .good),
      (0, 5, .insufficient),
    ])
  func sampleQuality(games: Int, wanted: Int, quality: SampleQuality) {
    #expect(SampleQuality(games: games, of: wanted) == quality)
  }

  @Test("quality tiers change at 95, 75, 50 and 25")
  func qualityTiers() {
    let tiers = [95, 94.9, 75, 74.9, 50, 49.9, 25, 24.9].map { QualityTier(score: $0) }
    #expect(tiers == [.gold, .silver, .silver, .bronze, .bronze, .poor, .poor, .unusable])
    #expect(QualityTier.bronze.isProductionReady)
    #expect(!QualityTier.poor.isProductionReady)
  }
}

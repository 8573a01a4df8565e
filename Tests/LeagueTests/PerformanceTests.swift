import League
import Testing

@Suite struct PerformanceTests {
  @Test("5 right, 3 wrong, 1 push: hit rate 0.625, profit +1.55")
  func record() {
    var record = BetRecord()
    for verdict in [true, true, true, true, true, false, false, false, nil] {
      record.add(isCorrect: verdict)
    }
    #expect(record == BetRecord(wins: 5, losses: 3, pushes: 1))
    #expect(record.winRate == 0.625)
    #expect(record.profit.rounded(scale: 2) == 1.55)
    #expect((record.bets, record.decided) == (9, 8))
  }

  @Test("pushes alone have no hit rate; break-even is 52.38 %")
  func undecided() {
    #expect(BetRecord(pushes: 4).winRate == nil)
    #expect(BetRecord(pushes: 4).profit == 0)
    #expect((BetRecord.breakEven * 100).rounded(scale: 2) == 52.38)
    #expect(abs(BetRecord.breakEven * BetRecord.payout - (1 - BetRecord.breakEven)) < 1e-4)
  }

  @Test(
    "defect 15: tiers go by the season's average before the game, boundaries upwards, unknown is bench",
    arguments: [
      (30.0, .star), (29.99, .starter), (20, .starter), (19.999, .rotation), (10, .rotation), (9.99, .bench),
      (0, .bench), (-1, .bench), (nil, .bench),
    ] as [(Double?, ScoringTier)])
  func tiers(average: Double?, tier: ScoringTier) {
    #expect(ScoringTier(seasonAverage: average) == tier)
  }

  @Test("tiers leave no gap: each begins where the one below ends")
  func tierBounds() {
    let tiers = ScoringTier.allCases
    #expect(tiers.first?.upperBound == nil)
    for (upper, lower) in zip(tiers, tiers.dropFirst()) {
      #expect(upper.lowest == lower.upperBound)
    }
    #expect(tiers.map(\.adjustmentShare) == [1, 0.75, 0.5, 0.5])
  }

  @Test("the alarm is raised above 60 % on more than 1,000 bets, and not at either bound")
  func hitRate() {
    #expect(LeakAlarm(bets: BetRecord(wins: 601, losses: 400), meanError: nil, predictions: 0).isRaised)
    #expect(!LeakAlarm(bets: BetRecord(wins: 600, losses: 400), meanError: nil, predictions: 0).isRaised)
    #expect(!LeakAlarm(bets: BetRecord(wins: 850, losses: 150), meanError: nil, predictions: 0).isRaised)
    #expect(!LeakAlarm(bets: BetRecord(wins: 606, losses: 404), meanError: nil, predictions: 0).isRaised)
    #expect(
      LeakAlarm(bets: BetRecord(wins: 730, losses: 270, pushes: 9), meanError: nil, predictions: 0).text == nil,
      "pushes do not make a sample")
    #expect(
      LeakAlarm(bets: BetRecord(wins: 850, losses: 200), meanError: 5, predictions: 5000).text
        == "hit rate 80.95 % on 1050 bets is above 60 %")
  }

  @Test("the alarm is raised below 4.3 points on more than 1,000 predictions, and not at either bound")
  func error() {
    #expect(
      LeakAlarm(bets: BetRecord(), meanError: 4.2999, predictions: 1001).text
        == "error of 4.29 points on 1001 predictions is below 4.3")
    #expect(!LeakAlarm(bets: BetRecord(), meanError: 4.3, predictions: 20_000).isRaised)
    #expect(!LeakAlarm(bets: BetRecord(), meanError: 3.4, predictions: 1000).isRaised)
    #expect(!LeakAlarm(bets: BetRecord(), meanError: nil, predictions: 20_000).isRaised)
  }

  @Test("both alarms at once are both told")
  func both() {
    let alarm = LeakAlarm(bets: BetRecord(wins: 900, losses: 300), meanError: 3.4, predictions: 11_529)
    #expect(alarm.reasons.count == 2)
  }
}

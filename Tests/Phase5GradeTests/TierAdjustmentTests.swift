import Contracts
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Phase5Grade

@Suite("scoring_tier_adjustments")
struct TierAdjustmentTests {
  let table = ScoringTierAdjustments()
  /// A Sunday: the close of a week.
  let sunday = day("2024-01-14")

  /// Signed errors with a mean of -1.20 and a sample deviation of 6.0, to two decimals.
  static let worked = (0..<60).map { -1.2 + ($0.isMultiple(of: 2) ? 5.95 : -5.95) }

  func partition(_ graded: [GradedPrediction], on date: GameDate) throws -> Partition<ScoringTierAdjustments.Row> {
    var contents = AsOfView.Contents()
    contents[table.past] = PastRows(graded, before: date)
    contents[table.today] = graded.filter { $0.gameDate == date }
    let partition = try table.rows(
      for: date, from: AsOfView(date: date, season: Season(startYear: 2023), contents: contents))
    return Partition(
      try PartitionRows(partition.rows, table: "scoring_tier_adjustments").rows.sorted {
        $0.tier.lowest < $1.tier.lowest
      },
      emptyReason: partition.emptyReason, shortcomings: partition.shortcomings)
  }

  /// `count` predictions a day over the last days up to a date, which is day 1, each off by `error` against `actual` points.
  func days(
    _ days: ClosedRange<Int>, upTo date: GameDate, count: Int = 10, error: (Int) -> Double, actual: Int = 12,
    tier: ScoringTier = .rotation
  ) -> [GradedPrediction] {
    days.reversed().flatMap { back in
      (0..<count).map {
        .sample(
          error: error(back), player: $0, tier: tier, actual: actual, on: date.adding(days: 1 - back))
      }
    }
  }

  @Test("60 of the rotation tier, mean -1.20, deviation 6.0: adjustment +1.20, confidence 0.42, 14.0 becomes 14.6")
  func workedExample() throws {
    let adjustment = try #require(TierAdjustment(.rotation, signedErrors: Self.worked))
    #expect(adjustment.errors.deviation?.rounded(scale: 2) == 6.0)
    #expect(adjustment.recommended == 1.2)
    #expect(adjustment.confidence.rounded(scale: 2) == 0.42)
    let unshrunk = adjustment.recommended * adjustment.tier.adjustmentShare
    #expect((14.0 + unshrunk).rounded(scale: 2) == 14.6)
  }

  @Test("the rule in use shrinks it: 60/160 of 1.20 is 0.45, half of it 0.23, and 14.0 becomes 14.23")
  func shrunk() throws {
    let adjustment = try #require(TierAdjustment(.rotation, signedErrors: Self.worked))
    #expect(adjustment.shrunk.rounded(scale: 4) == 0.45)
    #expect(adjustment.applied == 0.23)
    #expect(adjustment.adjusted(14.0) == 14.23)
  }

  @Test("it is the middle error that is taken off: a few games far beyond a median do not move it")
  func middle() throws {
    let skewed = Array(repeating: 0.5, count: 30) + Array(repeating: 0.3, count: 25) + Array(repeating: -20, count: 5)
    let adjustment = try #require(TierAdjustment(.bench, signedErrors: skewed))
    #expect((adjustment.median, adjustment.recommended) == (0.4, -0.4))
    #expect(try #require(adjustment.errors.bias) < -1, "its mean would have been raised")
  }

  @Test("19 predictions make no row; 20 do")
  func fewest() {
    #expect(TierAdjustment(.star, signedErrors: Array(repeating: 1, count: 19)) == nil)
    #expect(TierAdjustment(.star, signedErrors: Array(repeating: 1, count: 20)) != nil)
  }

  @Test("no adjustment exceeds 3 points, and none moves a prediction out of 0 to 60")
  func cap() throws {
    let low = try #require(TierAdjustment(.star, signedErrors: Array(repeating: 30, count: 900)))
    #expect((low.recommended, low.applied) == (-30, -3))
    #expect(low.adjusted(1) == 0)
    let high = try #require(
      TierAdjustment(.star, signedErrors: Array(repeating: -30, count: 900)))
    #expect(high.applied == 3)
    #expect(high.adjusted(59) == 60)
  }

  @Test("predictions that are right on the whole are left as they are: the adjustment is 0, not null")
  func zero() throws {
    let none = try #require(
      TierAdjustment(.starter, signedErrors: (0..<40).map { $0.isMultiple(of: 2) ? 2 : -2 }))
    #expect((none.recommended, none.applied, none.adjusted(17.25)) == (0, 0, 17.25))
    #expect(none.recommended.sign == .plus)
  }

  @Test("a snapshot holds the thirty days up to its own, and nothing after it")
  func window() throws {
    let graded =
      days(31...45, upTo: sunday, error: { _ in 50 }) + days(1...30, upTo: sunday, error: { _ in -2 })
      + days(-1...0, upTo: sunday, error: { _ in 50 })
    let row = try #require(try partition(graded, on: sunday).rows.first)
    #expect((row.sample, row.bias, row.recommended) == (300, -2, 2))
    #expect(row.asOf == sunday)
  }

  @Test("defect 15: it is made at the close of a week and serves the weeks after, so never its own results")
  func cadence() throws {
    #expect(table.cadence == .weekClosing)
    #expect(SystemPerformanceSnapshot().cadence == .weekClosing)
    let reads = table.inputs.map(\.read)
    #expect(Set(reads.map(\.table)) == ["prediction_accuracy"])
  }

  @Test("there is no adjustment before thirty days have been graded")
  func tooEarly() throws {
    let partition = try partition(days(1...29, upTo: sunday, error: { _ in -2 }), on: sunday)
    #expect(partition.rows.isEmpty)
    #expect(partition.emptyReason != nil)
    #expect(try !self.partition(days(1...30, upTo: sunday, error: { _ in -2 }), on: sunday).rows.isEmpty)
  }

  @Test("an adjustment is enabled when those of earlier weeks made later predictions better")
  func enabled() throws {
    let row = try #require(try partition(days(1...95, upTo: sunday, error: { _ in -2 }), on: sunday).rows.first)
    // 2 points of 300 predictions shrink to 1.5, half of which is added: errors of 2 become 1.25.
    #expect(row.trialSample == 600)
    #expect((row.trialError, row.trialAdjustedError) == (2, 1.25))
    #expect(row.isEnabled)
  }

  @Test("defect 15: a bias that turns is not followed: what looked right within the sample is tried on what came after")
  func disabled() throws {
    // The sign of the bias changes every twenty days, so that what the last thirty say is mostly wrong by then.
    let partition = try partition(
      days(1...90, upTo: sunday, error: { ($0 - 1) / 20 % 2 == 1 ? 2 : -2 }), on: sunday)
    let row = try #require(partition.rows.first)
    #expect(row.recommended == 2, "within its own thirty days it would have been right for twenty")
    let (plain, adjusted) = (try #require(row.trialError), try #require(row.trialAdjustedError))
    #expect(adjusted > plain)
    #expect(!row.isEnabled)
    #expect(
      partition.shortcomings == [
        "the adjustments of moving_average made its predictions of the last 60 days worse by more than 0.1 points"
      ])
  }

  @Test("a gain that chance may have made is none: it must exceed its standard error")
  func gainByChance() {
    var trial = AdjustmentTrial()
    for index in 0..<200 {
      trial.add(error: index.isMultiple(of: 2) ? 2 : -2, adjusted: index.isMultiple(of: 2) ? 1 : -2.99)
    }
    #expect(trial.gain?.rounded(scale: 4) == 0.005)
    #expect(trial.gainStandardError.map { $0 > 0.05 } == true)
    #expect(!trial.isPassed)
  }

  @Test("an adjustment that nothing has tried yet is not enabled")
  func untried() throws {
    let row = try #require(try partition(days(1...30, upTo: sunday, error: { _ in -2 }), on: sunday).rows.first)
    #expect((row.trialSample, row.trialError, row.isEnabled) == (0, nil, false))
  }

  @Test("fewer than 100 tried predictions prove nothing")
  func thinTrial() throws {
    let thin = days(1...95, upTo: sunday, count: 1, error: { _ in -2 })
    let row = try #require(try partition(thin, on: sunday).rows.first)
    #expect((row.sample, row.trialSample) == (30, 60))
    #expect(try #require(row.trialAdjustedError) < (try #require(row.trialError)))
    #expect(!row.isEnabled)
  }

  @Test("defect 15: an adjustment is tried only on weeks after the one that closed with it")
  func trialIsOutOfSample() throws {
    // One too high, one too low for eight weeks, then off by 2 in the last one, which is tried with an adjustment of nothing.
    let partition = try partition(
      days(1...95, upTo: sunday, error: { $0 <= 7 ? -2 : $0.isMultiple(of: 2) ? 1 : -1 }), on: sunday)
    let row = try #require(partition.rows.first)
    #expect(row.recommended > 0, "its own thirty days hold the last week")
    #expect(row.trialError == row.trialAdjustedError, "what was known before did not")
  }

  @Test("voids are in no sample, and the win rate is of decided bets")
  func voidsAndPushes() throws {
    let bets: [GradedPrediction] =
      (0..<30).map {
        .sample(.over, correct: $0 < 20 ? true : $0 < 25 ? false : nil, on: sunday.adding(days: -29 + $0))
      }
      + (0..<50).map { .sample(.over, error: nil, isVoid: true, player: $0, on: sunday.adding(days: -3)) }
    let row = try #require(try partition(bets, on: sunday).rows.first)
    #expect((row.sample, row.winRate) == (30, 0.8))
  }

  @Test("each system and tier has a row of its own")
  func keys() throws {
    var graded = days(1...30, upTo: sunday, error: { _ in -2 })
    graded += days(1...30, upTo: sunday, error: { _ in 1 }, tier: .star)
    graded += days(1...30, upTo: sunday, error: { _ in 3 }).map { row in
      var row = row
      row.system = "ensemble_v1"
      return row
    }
    let rows = try partition(graded, on: sunday).rows
    #expect(Set(rows.map { "\($0.system) \($0.tier.rawValue)" }).count == 3)
    let star = try #require(rows.first { $0.tier == .star })
    #expect((star.tierMinimum, star.tierMaximum, star.recommended) == (30, nil, -1))
  }
}

import Contracts
import League
import Pipeline
import Warehouse

/// What each system was off by lately in each tier, and whether adding it back has helped: made at the close of a week, for
/// the weeks to come.
///
/// An adjustment may be used only where `is_enabled` says so.
struct ScoringTierAdjustments: Table {
  static let name: TableName = "scoring_tier_adjustments"
  let purpose = "What to add to predictions of a tier in the weeks to come, and whether adding it has helped."
  let version = 3
  let cadence = Cadence.weekClosing

  struct Row: Record {
    var system = ""
    var tier = ScoringTier.bench
    var asOf = GameDate(dayNumber: 0)
    var sample = 0
    var lookback = TierFeedback.lookback
    var tierMinimum = 0.0
    var tierMaximum: Double?
    var bias = 0.0
    var error = 0.0
    var deviation = 0.0
    var median: Double?
    var recommended = 0.0
    var confidence = 0.0
    var winRate: Double?
    var shrunk = 0.0
    var applied = 0.0
    var trialSample = 0
    var trialError: Double?
    var trialAdjustedError: Double?
    var trialGainError: Double?
    var isEnabled = false

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("system_id", &system, "The system")
      try c.key("scoring_tier", &tier, "Tier by the season's average before the game")
      try c.column("as_of_date", &asOf, "The last date whose results are in it")
      try c.column("sample_size", &sample, "Graded predictions of the lookback; voids are none")
      try c.column("lookback_days", &lookback, "Days up to as_of_date")
      try c.column("tier_min_points", &tierMinimum, scale: 1, "Lowest average of the tier")
      try c.column("tier_max_points", &tierMaximum, scale: 1, "Where the next tier begins; null for the highest")
      try c.column("avg_signed_error", &bias, scale: 2, in: -60...60, "Mean of predicted less actual, + is too high")
      try c.column("avg_absolute_error", &error, scale: 2, in: 0...60, "Mean absolute error")
      try c.column("std_signed_error", &deviation, scale: 2, in: 0...60, "Sample deviation of the signed errors")
      try c.column(
        "median_signed_error", &median, scale: 2, in: -60...60, "Middle of predicted less actual; never null here")
      try c.column(
        "recommended_adjustment", &recommended, scale: 2, in: -60...60,
        "What would have put the tier in the middle: the median with its sign turned")
      try c.column(
        "adjustment_confidence", &confidence, scale: 3, in: 0...1, "min(1, n/100) x max(0.3, 1 - deviation/20)")
      try c.column(
        "current_win_rate", &winRate, scale: 3, in: 0...1, "Won among the decided bets; null when none is decided")
      try c.column(
        "shrunk_adjustment", &shrunk, scale: 2, in: -3...3, "Recommended x n/(n + 100), within 3 points")
      try c.column(
        "applied_adjustment", &applied, scale: 2, in: -3...3,
        "What to add: shrunk x 0.5, 0.5, 0.75, 1 from bench to star")
      try c.column(
        "trial_sample_size", &trialSample, "Predictions of the last 60 days with an adjustment from before their week")
      try c.column(
        "trial_mae", &trialError, scale: 4, in: 0...60, "Their mean absolute error as predicted; null without any")
      try c.column("trial_adjusted_mae", &trialAdjustedError, scale: 4, in: 0...60, "Same with that adjustment added")
      try c.column(
        "trial_gain_standard_error", &trialGainError, scale: 4, in: 0...60,
        "Standard error of what that takes off the error, over pairs; null below two")
      try c.column(
        "is_enabled", &isEnabled,
        "Whether it may be used: the adjusted error is lower by more than that, on 100 predictions or more")
    }
  }

  let past = History<GradedPrediction>()
  let today = SameDate<GradedPrediction>()
  var inputs: [any Input] { [past, today] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let graded = GradedPast(try view[past], today: try view[today])
    var rows: [Row] = []
    var harmful: [String] = []
    for system in graded.systems {
      let feedback = TierFeedback(
        graded.valid(of: system, last: TierFeedback.span), firstGraded: graded.firstGraded(of: system))
      let trials = feedback.trials(asOf: date)
      if trials.values.reduce(into: AdjustmentTrial(), { $0.add($1) }).isHarmful { harmful.append(system) }
      let adjustments = feedback.adjustments(asOf: date)
      let bets = Dictionary(grouping: feedback.lookback(asOf: date), by: \.tier).mapValues { Performance($0).bets }
      rows += ScoringTier.allCases.compactMap { tier in
        adjustments[tier].map {
          Row(system: system, $0, asOf: date, winRate: bets[tier]?.winRate, trial: trials[tier])
        }
      }
    }
    guard !rows.isEmpty else { return .empty("no tier has 20 graded predictions, thirty days into the grades") }
    return Partition(
      rows,
      shortcomings: harmful.map {
        "the adjustments of \($0) made its predictions of the last 60 days worse by more than 0.1 points"
      })
  }
}

extension ScoringTierAdjustments.Row {
  /// The row of an adjustment, with how its predecessors did.
  init(
    system: String, _ adjustment: TierAdjustment, asOf: GameDate, winRate: Double?, trial: AdjustmentTrial?
  ) {
    self.system = system
    self.asOf = asOf
    self.winRate = winRate
    tier = adjustment.tier
    tierMinimum = adjustment.tier.lowest
    tierMaximum = adjustment.tier.upperBound
    sample = adjustment.errors.count
    bias = adjustment.errors.bias ?? 0
    error = adjustment.errors.mean ?? 0
    deviation = adjustment.errors.deviation ?? 0
    median = adjustment.median
    recommended = adjustment.recommended
    confidence = adjustment.confidence
    shrunk = adjustment.shrunk
    applied = adjustment.applied
    trialSample = trial?.plain.count ?? 0
    trialError = trial?.plain.exactMean
    trialAdjustedError = trial?.adjusted.exactMean
    trialGainError = trial?.gainStandardError
    isEnabled = trial?.isPassed ?? false
  }
}

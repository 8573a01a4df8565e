import Contracts
import League
import Pipeline
import Warehouse

/// How each system did on a date. Voids count in `voided_count` and `predictions_count` and nowhere else.
struct SystemDailyPerformance: Table {
  static let name: TableName = "system_daily_performance"
  let version = 1

  struct Row: Record {
    var system = ""
    var predictions = 0
    var recommendations = 0
    var correct = 0
    var incorrect = 0
    var pushes = 0
    var passes = 0
    var withoutLine = 0
    var voids = 0
    var winRate: Double?
    var profit = 0.0
    var meanError: Double?
    var medianError: Double?
    var bias: Double?
    var overs = 0
    var oversCorrect = 0
    var overWinRate: Double?
    var unders = 0
    var undersCorrect = 0
    var underWinRate: Double?
    var within3 = 0
    var within3Share: Double?
    var within5 = 0
    var within5Share: Double?
    var meanConfidence: Double?
    var confident = 0
    var confidentCorrect = 0
    var confidentWinRate: Double?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("system_id", &system, "The system")
      try c.column("predictions_count", &predictions, "All predictions, voids included")
      try c.column("recommendations_count", &recommendations, "OVER and UNDER: correct, incorrect and pushes")
      try c.column("correct_count", &correct, "Sides taken that won")
      try c.column("incorrect_count", &incorrect, "Sides taken that lost")
      try c.column("push_count", &pushes, "Sides taken where the points equal the line")
      try c.column("pass_count", &passes, "PASS")
      try c.column("no_line_count", &withoutLine, "NO_LINE")
      try c.column("voided_count", &voids, "Voids, whatever was recommended")
      try c.column(
        "win_rate", &winRate, scale: 3, in: 0...1, "correct/(correct + incorrect); null when none is decided")
      try c.column("profit_units", &profit, scale: 2, "Units won at -110: 0.9091 a win, -1 a loss")
      try c.column("mae", &meanError, scale: 2, in: 0...100, "Mean absolute error in points; null when all are void")
      try c.column("median_abs_error", &medianError, scale: 2, in: 0...100, "Median of the absolute errors")
      try c.column("avg_bias", &bias, scale: 2, in: -100...100, "Mean signed error, + is too high")
      try c.column("over_count", &overs, "OVER")
      try c.column("over_correct", &oversCorrect, "OVER that won")
      try c.column("over_win_rate", &overWinRate, scale: 3, in: 0...1, "Won among decided OVER; null without one")
      try c.column("under_count", &unders, "UNDER")
      try c.column("under_correct", &undersCorrect, "UNDER that won")
      try c.column("under_win_rate", &underWinRate, scale: 3, in: 0...1, "Won among decided UNDER; null without one")
      try c.column("within_3_count", &within3, "Errors of 3.0 or less")
      try c.column(
        "within_3_pct", &within3Share, scale: 3, in: 0...1, "Their share of the predictions that are not void")
      try c.column("within_5_count", &within5, "Errors of 5.0 or less")
      try c.column(
        "within_5_pct", &within5Share, scale: 3, in: 0...1, "Their share of the predictions that are not void")
      try c.column(
        "avg_confidence", &meanConfidence, scale: 3, in: 0...1, "Mean raw confidence; null when all are void")
      try c.column("high_confidence_count", &confident, "Sides taken with confidence of 0.70 or more")
      try c.column("high_confidence_correct", &confidentCorrect, "Those that won")
      try c.column("high_confidence_win_rate", &confidentWinRate, scale: 3, in: 0...1, "Won among the decided of those")
    }
  }

  let graded = SameDate<GradedPrediction>()
  var inputs: [any Input] { [graded] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let graded = try view[graded]
    guard !graded.isEmpty else { return .empty("no prediction of this date was graded") }
    let systems = Dictionary(grouping: graded, by: \.system)
    return Partition(systems.map { Row(system: $0, $1) }, expected: systems.count)
  }
}

extension SystemDailyPerformance.Row {
  /// A system's day.
  init(system: String, _ all: [GradedPrediction]) {
    let valid = all.filter { !$0.isVoid }
    let bets = valid.filter(\.recommendation.isBet)
    let record = BetRecord(bets)
    self.system = system
    predictions = all.count
    voids = all.count - valid.count
    recommendations = bets.count
    correct = record.wins
    incorrect = record.losses
    pushes = bets.count - record.wins - record.losses
    passes = valid.count { $0.recommendation == .pass }
    withoutLine = valid.count { $0.recommendation == .noLine }
    winRate = record.winRate
    profit = record.profit
    setErrors(of: valid)
    setSides(of: bets)
  }

  private mutating func setErrors(of valid: [GradedPrediction]) {
    within3 = valid.count { $0.isWithin3 == true }
    within5 = valid.count { $0.isWithin5 == true }
    guard let errors = ErrorSummary(signedErrors: valid.compactMap(\.signedError)) else { return }
    let count = Double(valid.count)
    meanError = errors.mean
    medianError = errors.median
    bias = errors.bias
    within3Share = Double(within3) / count
    within5Share = Double(within5) / count
    meanConfidence = valid.map(\.confidence).reduce(0, +) / count
  }

  private mutating func setSides(of bets: [GradedPrediction]) {
    let over = bets.filter { $0.recommendation == .over }
    let under = bets.filter { $0.recommendation == .under }
    let high = bets.filter { $0.confidence >= 0.7 }
    overs = over.count
    oversCorrect = BetRecord(over).wins
    overWinRate = BetRecord(over).winRate
    unders = under.count
    undersCorrect = BetRecord(under).wins
    underWinRate = BetRecord(under).winRate
    confident = high.count
    confidentCorrect = BetRecord(high).wins
    confidentWinRate = BetRecord(high).winRate
  }
}

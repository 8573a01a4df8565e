import Contracts
import League
import Pipeline
import Warehouse

/// How each system did on a date. Voids count in `voided_count` and `predictions_count` and nowhere else.
struct SystemDailyPerformance: Table {
  static let name: TableName = "system_daily_performance"
  let purpose = "How each system did on a date: errors, bets, and the plain predictions on the same rows."
  let version = 2

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
    var seasonAverageError: Double?
    var last10AverageError: Double?
    var lined = 0
    var linedError: Double?
    var lineError: Double?

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
      try c.column(
        "season_average_mae", &seasonAverageError, scale: 2, in: 0...100,
        "Error of the players' season averages on the rows of mae; null unless known for each")
      try c.column(
        "last_10_average_mae", &last10AverageError, scale: 2, in: 0...100,
        "Same of the averages of their last ten games")
      try c.column("lined_count", &lined, "Predictions of players with a line, voids left out")
      try c.column("lined_mae", &linedError, scale: 2, in: 0...100, "Mean absolute error on those; null without one")
      try c.column("line_mae", &lineError, scale: 2, in: 0...100, "What the lines themselves were off by, on the same")
    }
  }

  var quality: [QualityCheck] {
    [
      .sum(
        ["correct_count", "incorrect_count", "push_count", "pass_count", "no_line_count", "voided_count"],
        equals: "predictions_count", else: .fail, "every prediction is in exactly one of them"),
      .sum(
        ["correct_count", "incorrect_count", "push_count"], equals: "recommendations_count", else: .fail,
        "every side taken is in exactly one of them"),
      .sum(["over_count", "under_count"], equals: "recommendations_count", else: .fail, "there are two sides"),
    ]
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
  init(system: String, _ graded: [GradedPrediction]) {
    let day = Performance(graded)
    self.system = system
    predictions = day.predictions
    voids = day.voids
    passes = day.passes
    withoutLine = day.withoutLine
    recommendations = day.bets.bets
    correct = day.bets.wins
    incorrect = day.bets.losses
    pushes = day.bets.pushes
    winRate = day.bets.winRate
    profit = day.bets.profit
    medianError = ErrorSummary.median(signedErrors: graded.compactMap(\.signedError))
    setSides(of: day)
    setErrors(of: day)
  }

  private mutating func setSides(of day: Performance) {
    overs = day.overs.bets
    oversCorrect = day.overs.wins
    overWinRate = day.overs.winRate
    unders = day.unders.bets
    undersCorrect = day.unders.wins
    underWinRate = day.unders.winRate
    meanConfidence = day.meanConfidence
    confident = day.confident.bets
    confidentCorrect = day.confident.wins
    confidentWinRate = day.confident.winRate
  }

  private mutating func setErrors(of day: Performance) {
    meanError = day.errors.mean
    bias = day.errors.bias
    within3 = day.errors.within3
    within3Share = day.share(day.errors.within3)
    within5 = day.errors.within5
    within5Share = day.share(day.errors.within5)
    seasonAverageError = day.seasonAverageError
    last10AverageError = day.last10AverageError
    lined = day.lined.count
    linedError = day.lined.mean
    lineError = day.line.mean
  }
}

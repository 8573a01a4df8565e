import Contracts
import League
import Pipeline
import Warehouse

/// How each system did up to the close of a week, and whether that is too good to be true: what promotion asks.
struct SystemPerformanceSnapshot: Table {
  static let name: TableName = "system_performance_snapshot"
  let purpose = "How each system did up to the close of a week, and the leak alarm that promotion asks."
  let version = 2
  let cadence = Cadence.weekClosing
  /// Days of the shorter look back.
  static let days = 60

  /// What a row looks back on.
  enum Period: String, ColumnValue, CaseIterable {
    case last60Days = "rolling_60d"
    case season
  }

  struct Row: Record {
    var system = ""
    var period = Period.season
    var asOf = GameDate(dayNumber: 0)
    var sample = 0
    var error = 0.0
    var standardError: Double?
    var bias = 0.0
    var seasonAverageError: Double?
    var last10AverageError: Double?
    var lined = 0
    var linedError: Double?
    var lineError: Double?
    var correct = 0
    var incorrect = 0
    var pushes = 0
    var winRate: Double?
    var profit = 0.0
    var leakAlarm: String?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("system_id", &system, "The system")
      try c.key("period_type", &period, "rolling_60d: the last 60 days; season: all of it")
      try c.column("as_of_date", &asOf, "The last date whose results are in it")
      try c.column("sample_size", &sample, "Predictions of players who played")
      try c.column("mae", &error, scale: 4, in: 0...60, "Mean absolute error")
      try c.column("mae_standard_error", &standardError, scale: 4, in: 0...60, "Its standard error; null below two")
      try c.column("avg_bias", &bias, scale: 4, in: -60...60, "Mean signed error, + is too high")
      try c.column(
        "season_average_mae", &seasonAverageError, scale: 2, in: 0...60,
        "Error of the players' season averages on the same rows; null unless known for each")
      try c.column(
        "last_10_average_mae", &last10AverageError, scale: 2, in: 0...60,
        "Same of the averages of their last ten games")
      try c.column("lined_count", &lined, "Of these, predictions of players with a line")
      try c.column("lined_mae", &linedError, scale: 4, in: 0...60, "Mean absolute error on those; null without one")
      try c.column("line_mae", &lineError, scale: 4, in: 0...60, "What the lines themselves were off by, on the same")
      try c.column("correct_count", &correct, "Sides taken that won")
      try c.column("incorrect_count", &incorrect, "Sides taken that lost")
      try c.column("push_count", &pushes, "Sides taken where the points equal the line")
      try c.column("win_rate", &winRate, scale: 4, in: 0...1, "Won among the decided; null when none is")
      try c.column("profit_units", &profit, scale: 2, "Units won at -110")
      try c.column(
        "leak_alarm", &leakAlarm, "What is too good to be true; null when nothing is. It stops promotion")
    }
  }

  let past = History<GradedPrediction>()
  let today = SameDate<GradedPrediction>()
  var inputs: [any Input] { [past, today] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let graded = GradedPast(try view[past], today: try view[today])
    var rows: [Row] = []
    for system in graded.systems {
      let season = Performance(graded.bySystem[system] ?? [])
      let lately = Performance(graded.valid(of: system, last: Self.days))
      if season.valid > 0 {
        rows.append(Row(system: system, period: .season, asOf: date, season))
      }
      if lately.valid > 0 {
        rows.append(Row(system: system, period: .last60Days, asOf: date, lately))
      }
    }
    guard !rows.isEmpty else { return .empty("nothing was graded in this season yet") }
    return Partition(rows)
  }
}

extension SystemPerformanceSnapshot.Row {
  /// The row of a system's past.
  init(system: String, period: SystemPerformanceSnapshot.Period, asOf: GameDate, _ past: Performance) {
    self.system = system
    self.period = period
    self.asOf = asOf
    sample = past.valid
    error = past.errors.exactMean ?? 0
    standardError = past.errors.standardError
    bias = past.errors.exactBias ?? 0
    seasonAverageError = past.seasonAverageError
    last10AverageError = past.last10AverageError
    lined = past.lined.count
    linedError = past.lined.exactMean
    lineError = past.line.exactMean
    correct = past.bets.wins
    incorrect = past.bets.losses
    pushes = past.bets.pushes
    winRate = past.bets.winRate
    profit = past.bets.profit
    leakAlarm = LeakAlarm(bets: past.bets, meanError: past.errors.exactMean, predictions: past.valid).text
  }
}

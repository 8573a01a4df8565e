import Contracts
import League
import Pipeline
import Warehouse

/// How each system did over four stretches up to the close of a week: on the whole, and by player, scoring tier, confidence
/// and venue, one at a time.
struct PredictionPerformanceSummary: Table {
  static let name: TableName = "prediction_performance_summary"
  let purpose =
    "How each system did over four stretches up to the close of a week, on the whole and by player, tier, confidence, venue."
  let version = 1
  let cadence = Cadence.weekClosing

  struct Row: Record {
    var key = ""
    var system = ""
    var period = SummaryPeriod.season
    var periodValue = ""
    var periodStart: GameDate?
    var asOf = GameDate(dayNumber: 0)
    var playerID: Int?
    var playerLookup: String?
    var tier: ScoringTier?
    var confidenceTier: String?
    var situation: String?
    var predictions = 0
    var recommendations = 0
    var overs = 0
    var unders = 0
    var passes = 0
    var withoutLine = 0
    var pushes = 0
    var voids = 0
    var hits = 0
    var misses = 0
    var hitRate: Double?
    var overHitRate: Double?
    var underHitRate: Double?
    var profit = 0.0
    var meanError: Double?
    var bias: Double?
    var within3 = 0
    var within3Share: Double?
    var within5 = 0
    var within5Share: Double?
    var meanConfidence: Double?
    var seasonAverageError: Double?
    var last10AverageError: Double?
    var lined = 0
    var linedError: Double?
    var lineError: Double?
    var players = 0
    var games = 0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("summary_key", &key, "system|period_type|period_value|player|tier|confidence|situation, NULL for all")
      try c.column("system_id", &system, "The system")
      try c.column("period_type", &period, "rolling_7d, rolling_30d, month or season, each up to as_of_date")
      try c.column("period_value", &periodValue, "The last date, the month or the season")
      try c.column("period_start", &periodStart, "First date of the period; null for the season")
      try c.column("as_of_date", &asOf, "Last date of the period")
      try c.column("player_id", &playerID, "NBA person id; null for all")
      try c.column("player_lookup", &playerLookup, "His name as lower-case letters and digits; null for all")
      try c.column("scoring_tier", &tier, "Tier by the season's average before each game; null for all")
      try c.column("confidence_tier", &confidenceTier, "high from 0.70, medium from 0.55, low; null for all")
      try c.column("situation", &situation, "home or away; null for all")
      try c.column("total_predictions", &predictions, "All predictions, voids included")
      try c.column("total_recommendations", &recommendations, "OVER and UNDER: hits, misses and pushes")
      try c.column("over_recommendations", &overs, "OVER")
      try c.column("under_recommendations", &unders, "UNDER")
      try c.column("pass_recommendations", &passes, "PASS")
      try c.column("no_line_count", &withoutLine, "NO_LINE")
      try c.column("push_count", &pushes, "Sides taken where the points equal the line")
      try c.column("voided_count", &voids, "Voids, whatever was recommended")
      try c.column("hits", &hits, "Sides taken that won")
      try c.column("misses", &misses, "Sides taken that lost")
      try c.column("hit_rate", &hitRate, scale: 3, in: 0...1, "hits/(hits + misses); null when none is decided")
      try c.column("over_hit_rate", &overHitRate, scale: 3, in: 0...1, "Same of OVER")
      try c.column("under_hit_rate", &underHitRate, scale: 3, in: 0...1, "Same of UNDER")
      try c.column("profit_units", &profit, scale: 2, "Units won at -110: 0.9091 a win, -1 a loss")
      try c.column("mae", &meanError, scale: 2, in: 0...100, "Mean absolute error in points; null when all are void")
      try c.column("avg_bias", &bias, scale: 2, in: -100...100, "Mean signed error, + is too high")
      try c.column("within_3_count", &within3, "Errors of 3.0 or less")
      try c.column("within_3_pct", &within3Share, scale: 3, in: 0...1, "Their share of what is not void")
      try c.column("within_5_count", &within5, "Errors of 5.0 or less")
      try c.column("within_5_pct", &within5Share, scale: 3, in: 0...1, "Their share of what is not void")
      try c.column("avg_confidence", &meanConfidence, scale: 3, in: 0...1, "Mean confidence; null when all are void")
      try c.column(
        "season_average_mae", &seasonAverageError, scale: 2, in: 0...100,
        "Error of the players' season averages on the rows of mae; null unless known for each")
      try c.column(
        "last_10_average_mae", &last10AverageError, scale: 2, in: 0...100,
        "Same of the averages of their last ten games")
      try c.column("lined_count", &lined, "Predictions of players with a line, voids left out")
      try c.column("lined_mae", &linedError, scale: 2, in: 0...100, "Mean absolute error on those; null without one")
      try c.column("line_mae", &lineError, scale: 2, in: 0...100, "What the lines themselves were off by, on the same")
      try c.column("unique_players", &players, "Different players")
      try c.column("unique_games", &games, "Different games")
    }
  }

  var quality: [QualityCheck] {
    [
      .sum(
        ["hits", "misses", "push_count", "pass_recommendations", "no_line_count", "voided_count"],
        equals: "total_predictions", else: .fail, "every prediction is in exactly one of them"),
      .sum(
        ["hits", "misses", "push_count"], equals: "total_recommendations", else: .fail,
        "every side taken is in exactly one of them"),
    ]
  }

  let past = History<GradedPrediction>()
  let today = SameDate<GradedPrediction>()
  var inputs: [any Input] { [past, today] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let graded = GradedPast(try view[past], today: try view[today])
    let periods = SummaryPeriod.allCases.map { ($0, $0.start(asOf: date)) }
    var players = Numbering<Int>()
    var games = Numbering<String>()
    var rows: [Row] = []
    for (system, past) in graded.bySystem {
      var slices = [SummarySlices](repeating: SummarySlices(), count: periods.count)
      for prediction in past {
        let player = players(prediction.playerID)
        let game = games(prediction.gameID)
        for (index, (_, start)) in periods.enumerated() where start.map({ $0 <= prediction.gameDate }) ?? true {
          slices[index].add(prediction, player: player, game: game)
        }
      }
      for (slices, (period, start)) in zip(slices, periods) {
        let value = period.value(asOf: date, season: view.season)
        for (slice, sums) in slices.rows {
          var row = Row(slice, sums)
          row.key = "\(system)|\(period.rawValue)|\(value)|\(slice.key)"
          row.system = system
          row.period = period
          row.periodValue = value
          row.periodStart = start
          row.asOf = date
          rows.append(row)
        }
      }
    }
    guard !rows.isEmpty else { return .empty("nothing was graded in this season yet") }
    return Partition(rows)
  }
}

extension PredictionPerformanceSummary.Row {
  /// A slice's results.
  init(_ slice: SummarySlice, _ sums: SummarySlices.Sums) {
    let results = sums.results
    playerID = slice.playerID
    playerLookup = sums.playerLookup
    tier = slice.scoringTier
    confidenceTier = slice.confidenceTier
    situation = slice.situation
    predictions = results.predictions
    recommendations = results.bets.bets
    overs = results.overs.bets
    unders = results.unders.bets
    passes = results.passes
    withoutLine = results.withoutLine
    pushes = results.bets.pushes
    voids = results.voids
    hits = results.bets.wins
    misses = results.bets.losses
    hitRate = results.bets.winRate
    overHitRate = results.overs.winRate
    underHitRate = results.unders.winRate
    profit = results.bets.profit
    meanConfidence = results.meanConfidence
    players = slice.playerID == nil ? sums.players.count : 1
    games = slice.playerID == nil ? sums.games.count : results.predictions
    setErrors(of: results)
  }

  private mutating func setErrors(of results: Performance) {
    meanError = results.errors.mean
    bias = results.errors.bias
    within3 = results.errors.within3
    within3Share = results.share(results.errors.within3)
    within5 = results.errors.within5
    within5Share = results.share(results.errors.within5)
    seasonAverageError = results.seasonAverageError
    last10AverageError = results.last10AverageError
    lined = results.lined.count
    linedError = results.lined.mean
    lineError = results.line.mean
  }
}

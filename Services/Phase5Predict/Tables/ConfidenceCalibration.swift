import Contracts
import League
import Pipeline
import Warehouse

/// What an edge has been worth in the 90 days before a week: one logistic regression over all systems, from which each
/// prediction of the week takes its confidence. No rows while fewer than 1,000 lines are decided.
struct ConfidenceCalibration: Table {
  static let name: TableName = "confidence_calibration"
  let version = 1
  let cadence = Cadence.weekOpening
  let purpose = "How often the side of an edge has won lately, by system: what makes a confidence a probability."
  /// Days that are looked back.
  static let days = 90

  struct Row: Record {
    var system = PredictionSystem.movingAverage
    var lastDate = GameDate(dayNumber: 0)
    var samples = 0
    var wins = 0
    var intercept = 0.0
    var edgeSlope = 0.0
    var spreadSlope = 0.0
    var qualitySlope = 0.0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("system_id", &system, "The system")
      try c.column("last_date", &lastDate, "The last date whose results are in it")
      try c.column("samples", &samples, "Its lines of the last 90 days that were decided, whatever it recommended")
      try c.column("wins", &wins, "Of these, those on the side of its edge")
      try c.column("intercept", &intercept, scale: 6, "Of the system")
      try c.column("edge_slope", &edgeSlope, scale: 6, "Of the edge by his deviation; the same for all systems")
      try c.column(
        "spread_slope", &spreadSlope, scale: 6, "Of a third of the members' spread; the same for all systems")
      try c.column("quality_slope", &qualitySlope, scale: 6, "Of a hundredth of the quality; the same for all systems")
    }
  }

  let predictions = History<PastPrediction>()
  let results = History<PastGame>()
  var inputs: [any Input] { [predictions, results] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let predictions = try view[predictions]
    let results = try view[results]
    let start = date.adding(days: -Self.days)
    var samples: [Calibration.Sample] = []
    var last = start
    for player in predictions.entities.sorted() {
      let lined = predictions.of(player, since: start).filter { $0.line != nil }
      guard !lined.isEmpty else { continue }
      let points = results.pointsByDate(of: player, since: start)
      for prediction in lined {
        guard let scored = points[prediction.gameDate], let sample = prediction.sample(scored: scored) else { continue }
        samples.append(sample)
        last = max(last, prediction.gameDate)
      }
    }
    guard let calibration = Calibration(samples) else {
      return .empty("\(samples.count) decided lines in \(Self.days) days; \(Calibration.fewestRows) are needed")
    }
    let rows = PredictionSystem.allCases.enumerated().map { index, system in
      let own = samples.filter { $0.system == system }
      return Row(
        system: system, lastDate: last, samples: own.count, wins: own.count(where: \.isWon),
        intercept: calibration.intercepts[index], edgeSlope: calibration.slopes[0],
        spreadSlope: calibration.slopes[1], qualitySlope: calibration.slopes[2])
    }
    return Partition(rows)
  }
}

extension PastPrediction {
  /// The row of the regression; nil when there is no edge, or the points equal the line.
  fileprivate func sample(scored: Int) -> Calibration.Sample? {
    guard let line, points != line, Double(scored) != line else { return nil }
    return Calibration.Sample(
      system: system,
      evidence: Calibration.Evidence(
        edge: abs(points - line), deviation: deviation, spread: spread ?? 0, quality: quality),
      isWon: (points > line) == (Double(scored) > line))
  }
}

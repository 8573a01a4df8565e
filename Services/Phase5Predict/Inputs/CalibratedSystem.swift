import League
import Warehouse

/// What the edges of a system have been worth before the week.
struct CalibratedSystem: Projection {
  static let table = "confidence_calibration"
  var gameDate = GameDate(dayNumber: 0)
  var system = PredictionSystem.movingAverage
  var intercept = 0.0
  var edgeSlope = 0.0
  var spreadSlope = 0.0
  var qualitySlope = 0.0
  /// The last date whose results are in it.
  var lastDate = GameDate(dayNumber: 0)

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("system_id", &system, "")
    try c.column("intercept", &intercept, "")
    try c.column("edge_slope", &edgeSlope, "")
    try c.column("spread_slope", &spreadSlope, "")
    try c.column("quality_slope", &qualitySlope, "")
    try c.column("last_date", &lastDate, "")
  }
}

extension Calibration {
  /// The calibration of a week; nil unless every system has a row.
  init?(_ rows: [CalibratedSystem]) {
    let bySystem = Dictionary(rows.map { ($0.system, $0) }) { first, _ in first }
    let ordered = PredictionSystem.allCases.compactMap { bySystem[$0] }
    guard let first = ordered.first, ordered.count == PredictionSystem.allCases.count else { return nil }
    self.init(
      intercepts: ordered.map(\.intercept), slopes: [first.edgeSlope, first.spreadSlope, first.qualitySlope])
  }
}

import League
import Warehouse

/// What a system's predictions of a tier were off by before the week, and whether adding it back has helped.
struct StoredAdjustment: Projection {
  static let table = "scoring_tier_adjustments"
  var gameDate = GameDate(dayNumber: 0)
  var system = ""
  var tier = ScoringTier.bench
  /// The last date whose results are in it.
  var asOf = GameDate(dayNumber: 0)
  /// Points to add.
  var points = 0.0
  /// Whether those of earlier weeks made later predictions better.
  var isEnabled = false

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("system_id", &system, "")
    try c.column("scoring_tier", &tier, "")
    try c.column("as_of_date", &asOf, "")
    try c.column("applied_adjustment", &points, "")
    try c.column("is_enabled", &isEnabled, "")
  }
}

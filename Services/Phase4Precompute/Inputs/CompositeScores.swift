import League
import Warehouse

/// A player's composite factors.
struct CompositeScores: Projection {
  static let table = "player_composite_factors"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var fatigue = 0
  var mismatch = 0.0
  var pace = 0.0
  var usageSpike = 0.0
  var missing: String?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("fatigue_score", &fatigue, "")
    try c.column("shot_zone_mismatch_score", &mismatch, "")
    try c.column("pace_score", &pace, "")
    try c.column("usage_spike_score", &usageSpike, "")
    try c.column("missing_data_fields", &missing, "")
  }
}

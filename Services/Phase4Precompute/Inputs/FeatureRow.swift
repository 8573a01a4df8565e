import League
import Warehouse

/// A player who has a feature vector.
struct FeatureRow: Projection {
  static let table = "ml_feature_store_v2"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
  }
}

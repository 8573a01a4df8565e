import League
import Warehouse

/// What the model would have seen of a player before an earlier game.
struct TrainingVector: HistoryProjection {
  static let table = "prediction_features"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var version = ""
  /// In the order of ``ModelFeature``; NaN is missing.
  var values: [Float] = []
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("model_vector_version", &version, "")
    var vector = ModelVector(floats: values)
    try vector.columns(&c)
    values = vector.floats
  }

  subscript(feature: ModelFeature) -> Float { values[feature.rawValue] }
}

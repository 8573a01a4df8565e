import League
import Warehouse

/// A trained model as it is stored: bytes, and what they are.
struct TrainedModel: HistoryProjection {
  static let table = "points_models"
  var gameDate = GameDate(dayNumber: 0)
  var modelID = ""
  var system = ""
  var vectorVersion = ""
  var namesDigest = ""
  var trainEnd = GameDate(dayNumber: 0)
  var artefactDigest = ""
  /// Base 64.
  var artefact = ""
  var entity: String { system }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("model_id", &modelID, "")
    try c.column("system_id", &system, "")
    try c.column("feature_version", &vectorVersion, "")
    try c.column("feature_names_digest", &namesDigest, "")
    try c.column("train_end", &trainEnd, "")
    try c.column("artefact_digest", &artefactDigest, "")
    try c.column("artefact", &artefact, "")
  }
}

import League
import Warehouse

/// A prediction beside what came of it.
struct GradedPrediction: Projection {
  static let table = "prediction_accuracy"
  var gameDate = GameDate(dayNumber: 0)
  var system = ""
  var confidence = 0.0
  var recommendation = Recommendation.noLine
  var signedError: Double?
  var isWithin3: Bool?
  var isWithin5: Bool?
  var isCorrect: Bool?
  var isVoid = false

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("system_id", &system, "")
    try c.column("confidence_score", &confidence, "")
    try c.column("recommendation", &recommendation, "")
    try c.column("signed_error", &signedError, "")
    try c.column("within_3_points", &isWithin3, "")
    try c.column("within_5_points", &isWithin5, "")
    try c.column("prediction_correct", &isCorrect, "")
    try c.column("is_voided", &isVoid, "")
  }
}

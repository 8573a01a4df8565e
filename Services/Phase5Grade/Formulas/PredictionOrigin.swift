import Warehouse

/// What a prediction says of itself beyond points and line, kept beside its grade as it was made.
struct PredictionOrigin: Hashable, Sendable {
  var isActionable = true
  var filterReason: String?
  var pace: Double?
  var modelID: String?
  var tierAdjustment: Double?
  var adjustedPoints: Double?
  var usesAdjustment = false

  /// Shows every part to the visitor, each under its own name.
  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("is_actionable", &isActionable, "Whether it was to be shown as a recommendation at all")
    try c.column("filter_reason", &filterReason, "Why not; null when it was")
    try c.column("pace_adjustment", &pace, scale: 4, in: -10...10, "Points for pace; null for systems without")
    try c.column("model_id", &modelID, "The model in points_models; null for a rule")
    try c.column(
      "tier_adjustment", &tierAdjustment, scale: 2, in: -3...3, "Points to add in his tier; null without an adjustment")
    try c.column("adjusted_points", &adjustedPoints, scale: 2, in: 0...60, "Predicted points with them; null likewise")
    try c.column("uses_adjustment", &usesAdjustment, "Whether they were to be published; all other grades are without")
  }
}

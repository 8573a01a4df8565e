import Warehouse

/// What a context says of the games that it rests on, over the season so far.
struct CompletenessColumns {
  var expected = 0
  var actual = 0
  var missing = 0
  var percentage = 100.0
  var isComplete = true
  var isBootstrap = false
  var isSeasonBoundary = false
  var reason: String?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("expected_games_count", &expected, in: 0...130, "Earlier games of the season that should be known")
    try c.column("actual_games_count", &actual, in: 0...130, "Those of them whose rows are there")
    try c.column("missing_games_count", &missing, in: 0...130, "Those whose rows are not")
    try c.column("completeness_percentage", &percentage, scale: 1, in: 0...100, "100·actual/expected; 100 for none")
    try c.column("all_windows_complete", &isComplete, "Whether nothing is missing in any of the windows")
    try c.column("backfill_bootstrap_mode", &isBootstrap, "Whether D is one of the season's first seven days")
    try c.column("season_boundary_detected", &isSeasonBoundary, "First 14 days of the season, first week of playoffs")
    try c.column("processing_decision_reason", &reason, "Why gaps are not held against the row; null without any")
  }

  /// - Parameter windows: the windows of the table.
  mutating func set(_ season: Coverage, windows: [Coverage], stage: SeasonStage) {
    expected = season.expected
    actual = season.actual
    missing = season.missing
    percentage = season.percentage
    isComplete = windows.allSatisfy(\.isComplete)
    isBootstrap = stage.isEarly
    isSeasonBoundary = stage.isBoundary
    reason =
      stage.isEarly ? "early_season" : stage.isBoundary ? "season_boundary" : missing > 0 ? "games_without_rows" : nil
  }
}

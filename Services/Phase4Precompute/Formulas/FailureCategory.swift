import Warehouse

/// Why a table has no row of something that it was to say something of, or a poor one.
enum FailureCategory: String, ColumnValue {
  /// Too few games were played.
  case expectedIncomplete = "EXPECTED_INCOMPLETE"
  /// Enough games were played, but too few of them are known.
  case incompleteUpstream = "INCOMPLETE_UPSTREAM"
  /// A row that it reads is not there, or its table was not computed.
  case missingDependency = "MISSING_DEPENDENCY"
  /// Nothing is missing.
  case nothingMissing = "NONE"

  /// Why something has no row of its own.
  ///
  /// - Parameters:
  ///   - games: games that are known of it. With enough of them, it is the table that was not computed.
  ///   - missing: finished games of which nothing is known, any of which may have been its own.
  init(games: Int, missing: Int) {
    if games >= MinimumSample.games {
      self = .missingDependency
    } else {
      self = games + missing < MinimumSample.games ? .expectedIncomplete : .incompleteUpstream
    }
  }
}

/// What a check found in the rows that it was held against.
public struct QualityFinding: Hashable, Sendable, Codable {
  /// The check.
  public var check: QualityCheck
  /// Rows that were measured.
  public var rows: Int
  /// The share, mean or number that was found; for sums, the share of rows in which they are right.
  public var measured: Double?
  /// What follows.
  public var verdict: Verdict
  /// The finding in words: `minutes_played is null in 12 of 240 rows where is_active (5.0 %, at most 0 %)`.
  public var text: String

  /// Whether the promise was kept.
  public enum Verdict: String, Hashable, Sendable, Codable {
    case kept
    case broken
    /// There were too few rows, or the schedule was not known.
    case notJudged = "not_judged"
  }
}

/// What a table promises of its rows beyond types and ranges: a share, a mean, a number of rows. Data, declared by column
/// name in ``Table/quality``.
///
/// ```swift
/// var quality: [QualityCheck] {
///   [
///     .nulls("minutes_played", among: "is_active", atMost: 0, else: .fail, "who played has minutes"),
///     .share("back_to_back", in: 0.10...0.25, over: .month, "league schedules since 2015"),
///     .varies("points_avg_last_5", "a constant average is a broken history"),
///     .rowsPerGame(in: 16...40, among: "is_active", "two rosters of 13 to 15, eight to play"),
///   ]
/// }
/// ```
///
/// Checks over a date are held against every partition before it is written. Checks over a month or a season need more
/// than the partition at hand: `backcourt profile` and `backcourt verify` judge them.
public struct QualityCheck: Hashable, Sendable, Codable {
  /// What is measured, and the bounds that it must keep.
  public var kind: Kind
  /// A boolean column: only rows where it is true are measured.
  public var among: String?
  /// Fewer rows are not judged.
  public var fromRows: Int
  /// The rows that are measured together.
  public var over: Scope
  /// What a violation does.
  public var consequence: Consequence
  /// Why, or the source of the bounds.
  public var why: String

  /// What is measured.
  public enum Kind: Hashable, Sendable, Codable {
    /// The share of rows in which a column is null.
    case nulls(column: String, atMost: Double)
    /// The share of rows in which a boolean column is true. Nulls are not counted.
    case share(column: String, range: ClosedRange<Double>)
    /// The mean of a column. Nulls are not counted.
    case mean(column: String, range: ClosedRange<Double>)
    /// Whether a column has two values or more. Nulls are not counted.
    case varies(column: String)
    /// How many values a column has. Nulls are not counted.
    case distinct(column: String, range: ClosedRange<Int>)
    /// The sum of some columns in each row. A row with a null among them is not counted.
    case sum(columns: [String], range: ClosedRange<Double>)
    /// The same, held against another column of the row.
    case total(columns: [String], equals: String)
    /// Rows for each game that the schedule has.
    case rowsPerGame(range: ClosedRange<Double>)
  }

  /// Rows that are measured together.
  public enum Scope: String, Hashable, Sendable, Codable, CaseIterable {
    /// A partition, before it is written.
    case date
    /// The partitions of a calendar month.
    case month
    /// The partitions of a season.
    case season
  }

  /// What a violation does to the cell; over a month or a season, how loud the report is.
  public enum Consequence: String, Hashable, Sendable, Codable {
    /// The rows stand, and the cell is degraded with the reason.
    case degrade
    /// The rows are not written and the cell fails with the reason; rows of before stay.
    case fail
  }
}

extension QualityCheck {
  /// At most a share (0 to 1) of the rows may have null in a column.
  public static func nulls(
    _ column: String, among: String? = nil, atMost: Double, fromRows: Int = 1, over: Scope = .date,
    else consequence: Consequence = .degrade, _ why: String
  ) -> QualityCheck {
    QualityCheck(
      kind: .nulls(column: column, atMost: atMost), among: among, fromRows: fromRows, over: over,
      consequence: consequence, why: why)
  }

  /// The share (0 to 1) of rows in which a boolean column is true.
  public static func share(
    _ column: String, among: String? = nil, in range: ClosedRange<Double>, fromRows: Int = 50, over: Scope = .date,
    else consequence: Consequence = .degrade, _ why: String
  ) -> QualityCheck {
    QualityCheck(
      kind: .share(column: column, range: range), among: among, fromRows: fromRows, over: over,
      consequence: consequence, why: why)
  }

  /// The mean of a column of numbers.
  public static func mean(
    _ column: String, among: String? = nil, in range: ClosedRange<Double>, fromRows: Int = 50, over: Scope = .date,
    else consequence: Consequence = .degrade, _ why: String
  ) -> QualityCheck {
    QualityCheck(
      kind: .mean(column: column, range: range), among: among, fromRows: fromRows, over: over,
      consequence: consequence, why: why)
  }

  /// A column must not have one value throughout. That it may be all null is a matter for ``nulls(_:among:atMost:fromRows:over:else:_:)``.
  public static func varies(
    _ column: String, among: String? = nil, fromRows: Int = 50, over: Scope = .date,
    else consequence: Consequence = .degrade, _ why: String
  ) -> QualityCheck {
    QualityCheck(
      kind: .varies(column: column), among: among, fromRows: fromRows, over: over, consequence: consequence, why: why)
  }

  /// How many different values a column has.
  public static func distinct(
    _ column: String, among: String? = nil, in range: ClosedRange<Int>, fromRows: Int = 1, over: Scope = .date,
    else consequence: Consequence = .degrade, _ why: String
  ) -> QualityCheck {
    QualityCheck(
      kind: .distinct(column: column, range: range), among: among, fromRows: fromRows, over: over,
      consequence: consequence, why: why)
  }

  /// The sum of columns of numbers, in every row.
  public static func sum(
    _ columns: [String], among: String? = nil, in range: ClosedRange<Double>, fromRows: Int = 1, over: Scope = .date,
    else consequence: Consequence = .degrade, _ why: String
  ) -> QualityCheck {
    QualityCheck(
      kind: .sum(columns: columns, range: range), among: among, fromRows: fromRows, over: over,
      consequence: consequence, why: why)
  }

  /// Columns of numbers that add up to another one, in every row.
  public static func sum(
    _ columns: [String], among: String? = nil, equals total: String, fromRows: Int = 1, over: Scope = .date,
    else consequence: Consequence = .degrade, _ why: String
  ) -> QualityCheck {
    QualityCheck(
      kind: .total(columns: columns, equals: total), among: among, fromRows: fromRows, over: over,
      consequence: consequence, why: why)
  }

  /// Rows for each game of the schedule. Dates without rows are not judged: whether that is right is the table's to say.
  public static func rowsPerGame(
    in range: ClosedRange<Double>, among: String? = nil, fromRows: Int = 1, over: Scope = .date,
    else consequence: Consequence = .degrade, _ why: String
  ) -> QualityCheck {
    QualityCheck(
      kind: .rowsPerGame(range: range), among: among, fromRows: fromRows, over: over, consequence: consequence,
      why: why)
  }
}

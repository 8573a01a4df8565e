/// A row whose columns are declared once: schema, binding, decoding, rounding, checks, digest and documentation all
/// follow from ``columns(_:)``.
///
/// ```swift
/// struct Row: Record {
///   var playerID = 0
///   var points: Int?
///   var trueShooting: Double?
///
///   mutating func columns(_ c: inout some ColumnVisitor) throws {
///     try c.key("player_id", &playerID, "NBA person id")
///     try c.column("points", &points, in: 0...100, "Points scored; null when he did not play")
///     try c.column("ts_pct", &trueShooting, scale: 3, in: 0...1.5, "True shooting, PTS / (2·(FGA + 0.44·FTA))")
///   }
/// }
/// ```
///
/// The column `game_date` is added by the store and is part of every key.
public protocol Record: Sendable {
  /// An empty row, to be filled by decoding.
  init()
  /// Shows every column to the visitor, in the order of the table.
  mutating func columns(_ c: inout some ColumnVisitor) throws
}

/// What is declared of a column.
public struct ColumnTraits: Sendable {
  /// Name in the store.
  public var name: StaticString
  /// How it is stored.
  public var storage: StorageType
  /// Whether it is stored as 1 and 0 for true and false.
  public var isBoolean: Bool
  /// Whether it may be null.
  public var isNullable: Bool
  /// Whether it is part of the key (with `game_date`).
  public var isKey: Bool
  /// Decimals kept; nil keeps all.
  public var scale: Int?
  /// Values outside are refused.
  public var range: ClosedRange<Double>?
  /// What it means, its unit, and when it is null.
  public var meaning: StaticString

  /// Traits of a column that holds values of a type.
  @inlinable
  public init<Value: ColumnValue>(
    of value: Value.Type, name: StaticString, isKey: Bool, scale: Int?, range: ClosedRange<Double>?,
    meaning: StaticString
  ) {
    self.name = name
    self.storage = Value.Stored.storage
    self.isBoolean = Value.isBoolean
    self.isNullable = Value.isNullable
    self.isKey = isKey
    self.scale = scale
    self.range = range
    self.meaning = meaning
  }
}

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

/// Something that walks over the columns of a row: it may read, write or only look at the declaration.
public protocol ColumnVisitor {
  /// Called for each column in order. Use ``key(_:_:_:)`` and ``column(_:_:scale:in:_:)`` to declare one.
  mutating func visit<Value: ColumnValue>(_ traits: @autoclosure () -> ColumnTraits, _ value: inout Value) throws
}

/// What is declared of a column besides its type.
public struct ColumnTraits: Sendable {
  /// Name in the store.
  public var name: StaticString
  /// Whether it is part of the key (with `game_date`).
  public var isKey: Bool
  /// Decimals kept; nil keeps all.
  public var scale: Int?
  /// Values outside are refused.
  public var range: ClosedRange<Double>?
  /// What it means, its unit, and when it is null.
  public var meaning: StaticString

  /// Traits of a column.
  public init(
    name: StaticString, isKey: Bool, scale: Int?, range: ClosedRange<Double>?, meaning: StaticString
  ) {
    self.name = name
    self.isKey = isKey
    self.scale = scale
    self.range = range
    self.meaning = meaning
  }
}

extension ColumnVisitor {
  /// A column of the key.
  @inlinable
  public mutating func key<Value: ColumnValue>(
    _ name: StaticString, _ value: inout Value, _ meaning: StaticString
  ) throws {
    try visit(ColumnTraits(name: name, isKey: true, scale: nil, range: nil, meaning: meaning), &value)
  }

  /// A column.
  ///
  /// - Parameters:
  ///   - scale: decimals kept; rounding is half away from zero, once, before the row is written.
  ///   - range: a value outside fails the cell.
  @inlinable
  public mutating func column<Value: ColumnValue>(
    _ name: StaticString, _ value: inout Value, scale: Int? = nil, in range: ClosedRange<Double>? = nil,
    _ meaning: StaticString
  ) throws {
    try visit(ColumnTraits(name: name, isKey: false, scale: scale, range: range, meaning: meaning), &value)
  }
}

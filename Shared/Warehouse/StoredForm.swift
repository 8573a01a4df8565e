/// One of the three forms that a value may have in a store: `Int64`, `Double` or `String`.
public protocol StoredForm: Sendable {
  /// The type of the column.
  static var storage: StorageType { get }
  /// The value as a SQL store holds it.
  var sqlValue: SQLValue { get }
  /// Nil when the value is null or of another form.
  init?(sqlValue: SQLValue)
  /// Shows a column of this form to a visitor.
  static func show(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Self?, to visitor: inout some ColumnVisitor
  ) throws -> Visited<Self>
}

extension Int64: StoredForm {
  @inlinable public static var storage: StorageType { .integer }
  @inlinable public var sqlValue: SQLValue { .integer(self) }
  @inlinable public init?(sqlValue: SQLValue) {
    guard case .integer(let value) = sqlValue else { return nil }
    self = value
  }
  @inlinable public static func show(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Self?, to visitor: inout some ColumnVisitor
  ) throws -> Visited<Self> {
    try visitor.integer(traits(), value())
  }
}

extension Double: StoredForm {
  @inlinable public static var storage: StorageType { .real }
  @inlinable public var sqlValue: SQLValue { .real(self) }
  @inlinable public init?(sqlValue: SQLValue) {
    guard case .real(let value) = sqlValue else { return nil }
    self = value
  }
  @inlinable public static func show(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Self?, to visitor: inout some ColumnVisitor
  ) throws -> Visited<Self> {
    try visitor.real(traits(), value())
  }
}

extension String: StoredForm {
  @inlinable public static var storage: StorageType { .text }
  @inlinable public var sqlValue: SQLValue { .text(self) }
  @inlinable public init?(sqlValue: SQLValue) {
    guard case .text(let value) = sqlValue else { return nil }
    self = value
  }
  @inlinable public static func show(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Self?, to visitor: inout some ColumnVisitor
  ) throws -> Visited<Self> {
    try visitor.text(traits(), value())
  }
}

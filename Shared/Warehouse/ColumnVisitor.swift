/// Something that walks over the columns of a row: it may read, write or only look at the declaration.
///
/// It sees the stored form of each value, so a walk costs no more than a call for each column, whatever the types of a row
/// and whichever module declares it. Most visitors are a ``ColumnReader`` or a ``ColumnWriter``.
public protocol ColumnVisitor {
  /// The table, for messages; empty where it does not matter.
  var table: String { get }
  /// Called for a column of whole numbers, booleans among them.
  mutating func integer(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Int64?
  ) throws -> Visited<Int64>
  /// Called for a column of numbers.
  mutating func real(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Double?
  ) throws -> Visited<Double>
  /// Called for a column of text, dates and names of cases among them.
  mutating func text(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> String?
  ) throws -> Visited<String>
}

/// What a visitor leaves in a column.
public enum Visited<Stored> {
  /// What was there.
  case unchanged
  /// This value; nil is null.
  case replaced(Stored?)
}

extension ColumnVisitor {
  public var table: String { "" }

  /// A column of the key.
  @inlinable @inline(__always)
  public mutating func key<Value: ColumnValue>(
    _ name: StaticString, _ value: inout Value, _ meaning: StaticString
  ) throws {
    try show(
      ColumnTraits(of: Value.self, name: name, isKey: true, scale: nil, range: nil, meaning: meaning), name, &value)
  }

  /// A column.
  ///
  /// - Parameters:
  ///   - scale: decimals kept; rounding is half away from zero, once, before the row is written.
  ///   - range: a value outside fails the cell.
  @inlinable @inline(__always)
  public mutating func column<Value: ColumnValue>(
    _ name: StaticString, _ value: inout Value, scale: Int? = nil, in range: ClosedRange<Double>? = nil,
    _ meaning: StaticString
  ) throws {
    try show(
      ColumnTraits(of: Value.self, name: name, isKey: false, scale: scale, range: range, meaning: meaning), name, &value
    )
  }

  @inlinable @inline(__always)
  mutating func show<Value: ColumnValue>(
    _ traits: @autoclosure () -> ColumnTraits, _ name: StaticString, _ value: inout Value
  ) throws {
    guard case .replaced(let stored) = try Value.Stored.show(traits(), value.stored, to: &self) else { return }
    guard let replacement = Value(stored: stored) else {
      throw WarehouseError.undecodable(table: table, column: "\(name)")
    }
    value = replacement
  }
}

/// A visitor that looks at each value.
public protocol ColumnReader: ColumnVisitor {
  /// Called for each column in order.
  mutating func read(_ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> SQLValue) throws
}

extension ColumnReader {
  public mutating func integer(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Int64?
  ) throws -> Visited<Int64> {
    try read(traits(), value()?.sqlValue ?? .null)
    return .unchanged
  }

  public mutating func real(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Double?
  ) throws -> Visited<Double> {
    try read(traits(), value()?.sqlValue ?? .null)
    return .unchanged
  }

  public mutating func text(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> String?
  ) throws -> Visited<String> {
    try read(traits(), value()?.sqlValue ?? .null)
    return .unchanged
  }
}

/// A visitor that puts a value in each column.
public protocol ColumnWriter: ColumnVisitor {
  /// The value of the next column.
  mutating func next() -> SQLValue
}

extension ColumnWriter {
  public mutating func integer(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Int64?
  ) throws -> Visited<Int64> {
    .replaced(try stored(traits()))
  }

  public mutating func real(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Double?
  ) throws -> Visited<Double> {
    .replaced(try stored(traits()))
  }

  public mutating func text(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> String?
  ) throws -> Visited<String> {
    .replaced(try stored(traits()))
  }

  private mutating func stored<Stored: StoredForm>(_ traits: @autoclosure () -> ColumnTraits) throws -> Stored? {
    let value = next()
    guard value != .null else { return nil }
    guard let stored = Stored(sqlValue: value) else {
      throw WarehouseError.undecodable(table: table, column: "\(traits().name)")
    }
    return stored
  }
}

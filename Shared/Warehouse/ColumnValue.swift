public import League

/// A Swift type that can stand in a column.
public protocol ColumnValue: Sendable {
  /// The form in which it is stored.
  associatedtype Stored: StoredForm
  /// Whether the column may be null.
  static var isNullable: Bool { get }
  /// Whether it is stored as 1 and 0 for true and false.
  static var isBoolean: Bool { get }
  /// The value as stored; nil is null.
  var stored: Stored? { get }
  /// The value read back; nil when what is stored is no value of this type.
  init?(stored: Stored?)
}

extension ColumnValue {
  @inlinable public static var isNullable: Bool { false }
  @inlinable public static var isBoolean: Bool { false }

  /// The value as a SQL store holds it.
  @inlinable public var sqlValue: SQLValue { stored?.sqlValue ?? .null }

  /// The value that a SQL store holds; nil when that is no value of this type.
  public init?(sqlValue: SQLValue) {
    if sqlValue == .null {
      self.init(stored: nil)
    } else if let stored = Stored(sqlValue: sqlValue) {
      self.init(stored: stored)
    } else {
      return nil
    }
  }
}

extension Int: ColumnValue {
  @inlinable public var stored: Int64? { Int64(self) }
  @inlinable public init?(stored: Int64?) {
    guard let stored else { return nil }
    self.init(stored)
  }
}

extension Double: ColumnValue {
  @inlinable public var stored: Double? { self }
  @inlinable public init?(stored: Double?) {
    guard let stored else { return nil }
    self = stored
  }
}

extension Bool: ColumnValue {
  @inlinable public static var isBoolean: Bool { true }
  @inlinable public var stored: Int64? { self ? 1 : 0 }
  @inlinable public init?(stored: Int64?) {
    guard stored == 0 || stored == 1 else { return nil }
    self = stored == 1
  }
}

extension String: ColumnValue {
  @inlinable public var stored: String? { self }
  @inlinable public init?(stored: String?) {
    guard let stored else { return nil }
    self = stored
  }
}

extension GameDate: ColumnValue {
  @inlinable public var stored: String? { description }
  @inlinable public init?(stored: String?) {
    guard let stored else { return nil }
    self.init(stored[...])
  }
}

extension Season: ColumnValue {
  @inlinable public var stored: String? { label }
  @inlinable public init?(stored: String?) {
    guard let stored else { return nil }
    self.init(label: stored)
  }
}

extension TeamCode: ColumnValue {}
extension GameType: ColumnValue {}
extension ScoringTier: ColumnValue {}
extension PlayerStatus: ColumnValue {}
extension Availability: ColumnValue {}

extension ColumnValue where Self: RawRepresentable, RawValue == String {
  @inlinable public var stored: String? { rawValue }
  @inlinable public init?(stored: String?) {
    guard let stored else { return nil }
    self.init(rawValue: stored)
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  @inlinable public static var isNullable: Bool { true }
  @inlinable public static var isBoolean: Bool { Wrapped.isBoolean }
  @inlinable public var stored: Wrapped.Stored? { self?.stored }
  @inlinable public init?(stored: Wrapped.Stored?) {
    guard let stored else {
      self = .none
      return
    }
    guard let value = Wrapped(stored: stored) else { return nil }
    self = value
  }
}

public import League

/// A Swift type that can stand in a column.
public protocol ColumnValue: Sendable {
  /// How it is stored.
  static var storage: StorageType { get }
  /// Whether the column may be null.
  static var isNullable: Bool { get }
  /// The value as stored.
  var sqlValue: SQLValue { get }
  /// The value read back; nil when what is stored is not of this type.
  init?(sqlValue: SQLValue)
  /// The value as a number, where it is one; ranges are checked on it.
  var number: Double? { get }
  /// Rounds to `scale` decimals, where the type has any.
  mutating func round(scale: Int)
}

extension ColumnValue {
  public static var isNullable: Bool { false }
  public var number: Double? { nil }
  public mutating func round(scale: Int) {}
}

extension Int: ColumnValue {
  public static var storage: StorageType { .integer }
  public var sqlValue: SQLValue { .integer(Int64(self)) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let value) = sqlValue else { return nil }
    self.init(value)
  }
  public var number: Double? { Double(self) }
}

extension Double: ColumnValue {
  public static var storage: StorageType { .real }
  public var sqlValue: SQLValue { .real(self) }
  public init?(sqlValue: SQLValue) {
    guard case .real(let value) = sqlValue else { return nil }
    self = value
  }
  public var number: Double? { self }
  public mutating func round(scale: Int) { self = rounded(scale: scale) }
}

extension Bool: ColumnValue {
  public static var storage: StorageType { .integer }
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
  public init?(sqlValue: SQLValue) {
    guard case .integer(let value) = sqlValue, value == 0 || value == 1 else { return nil }
    self = value == 1
  }
}

extension String: ColumnValue {
  public static var storage: StorageType { .text }
  public var sqlValue: SQLValue { .text(self) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let value) = sqlValue else { return nil }
    self = value
  }
}

extension GameDate: ColumnValue {
  public static var storage: StorageType { .text }
  public var sqlValue: SQLValue { .text(description) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let value) = sqlValue else { return nil }
    self.init(value[...])
  }
}

extension Season: ColumnValue {
  public static var storage: StorageType { .text }
  public var sqlValue: SQLValue { .text(label) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let value) = sqlValue else { return nil }
    self.init(label: value)
  }
}

extension TeamCode: ColumnValue {}
extension GameType: ColumnValue {}
extension ScoringTier: ColumnValue {}
extension PlayerStatus: ColumnValue {}
extension Availability: ColumnValue {}

extension ColumnValue where Self: RawRepresentable, RawValue == String {
  public static var storage: StorageType { .text }
  public var sqlValue: SQLValue { .text(rawValue) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let value) = sqlValue else { return nil }
    self.init(rawValue: value)
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  public static var storage: StorageType { Wrapped.storage }
  public static var isNullable: Bool { true }
  public var sqlValue: SQLValue { self?.sqlValue ?? .null }
  public init?(sqlValue: SQLValue) {
    if sqlValue == .null {
      self = .none
    } else if let value = Wrapped(sqlValue: sqlValue) {
      self = .some(value)
    } else {
      return nil
    }
  }
  public var number: Double? { self?.number }
  public mutating func round(scale: Int) { self?.round(scale: scale) }
}

/// A value as a SQL store holds it.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(nilLiteral: ()) { self = .null }
}

/// How a column is stored.
public enum StorageType: String, Sendable, Codable, CaseIterable {
  case integer = "INTEGER"
  case real = "REAL"
  case text = "TEXT"
}

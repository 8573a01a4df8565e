import Foundation
public import JSON

/// Any JSON value, for fields whose meaning is not ours.
public enum JSONValue: Hashable, Sendable, Encodable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// The value parsed from JSON text.
  ///
  /// - Throws: ``JSONError`` where it stops being JSON.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    try self.init(JSONDocument(parsing: bytes, name: "event").root)
  }

  private init(_ element: JSONElement) throws(JSONError) {
    switch element.kind {
    case .object:
      var members: [String: JSONValue] = [:]
      for member in element.members ?? [] { members[member.name] = try JSONValue(member.value) }
      self = .object(members)
    case .array:
      var values: [JSONValue] = []
      for value in element.elements ?? [] { values.append(try JSONValue(value)) }
      self = .array(values)
    case .string: self = .string(element.text ?? "")
    case .number:
      if let whole = element.integer {
        self = .integer(Int64(whole))
      } else if let number = element.number {
        self = .number(number)
      } else {
        throw JSONError("a number is beyond every range", at: element.place)
      }
    case .boolean: self = .bool(element.flag == true)
    case .null: self = .null
    }
  }

  /// Compact JSON with keys in alphabetical order.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }
}

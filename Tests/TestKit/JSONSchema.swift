public import Contracts
public import Foundation

/// The part of JSON Schema that the schemas in `docs/documents` use. A keyword that it does not know is a violation, so
/// a schema cannot promise what is not checked.
public struct JSONSchema: Sendable {
  private let root: JSONValue

  /// The schema `docs/documents/{name}.schema.json`.
  public init(named name: String) throws {
    root = try JSONValue(parsing: Array(Data(contentsOf: Self.file(named: name))))
  }

  /// Where the schema of a name stands.
  public static func file(named name: String) -> URL {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/documents/\(name).schema.json")
  }

  /// What in a document breaks the schema; empty when nothing does.
  public func violations(in document: [UInt8]) throws -> [String] {
    violations(of: try JSONValue(parsing: document), against: root, at: "$")
  }

  private func violations(of value: JSONValue, against schema: JSONValue, at place: String) -> [String] {
    guard case .object(let keywords) = schema else { return ["\(place): the schema is no object"] }
    return keywords.sorted { $0.key < $1.key }.flatMap { keyword, argument in
      violations(of: value, of: keyword, argument, among: keywords, at: place)
    }
  }

  private func violations(
    of value: JSONValue, of keyword: String, _ argument: JSONValue, among keywords: [String: JSONValue],
    at place: String
  ) -> [String] {
    switch (keyword, argument) {
    case ("$schema", _), ("title", _), ("$defs", _):
      return []
    case ("$ref", .string(let reference)):
      guard let target = definition(reference) else { return ["\(place): \(reference) is not defined"] }
      return violations(of: value, against: target, at: place)
    case ("type", .string(let name)):
      return isOfType(name, value) ? [] : ["\(place): not of type \(name)"]
    case ("type", .array(let names)):
      return names.contains { if case .string(let name) = $0 { isOfType(name, value) } else { false } }
        ? [] : ["\(place): of none of the types"]
    case ("const", let wanted):
      return value == wanted ? [] : ["\(place): not the constant"]
    case ("enum", .array(let allowed)):
      return allowed.contains(value) ? [] : ["\(place): none of the allowed values"]
    case ("pattern", .string(let pattern)):
      guard case .string(let text) = value else { return [] }
      return text.range(of: pattern, options: .regularExpression) == nil
        ? ["\(place): '\(text)' is not \(pattern)"] : []
    case ("minimum", let limit):
      guard let number = number(value), let limit = self.number(limit) else { return [] }
      return number < limit ? ["\(place): below \(limit)"] : []
    case ("maximum", let limit):
      guard let number = number(value), let limit = self.number(limit) else { return [] }
      return number > limit ? ["\(place): above \(limit)"] : []
    case ("maxItems", .integer(let limit)):
      guard case .array(let values) = value else { return [] }
      return values.count > limit ? ["\(place): more than \(limit) elements"] : []
    case ("required", .array(let names)):
      guard case .object(let fields) = value else { return [] }
      return names.compactMap { name in
        if case .string(let name) = name, fields[name] == nil { "\(place): \(name) is missing" } else { nil }
      }
    case ("properties", .object(let properties)):
      guard case .object(let fields) = value else { return [] }
      return properties.sorted { $0.key < $1.key }.flatMap { name, schema in
        fields[name].map { violations(of: $0, against: schema, at: "\(place).\(name)") } ?? []
      }
    case ("additionalProperties", .bool(false)):
      guard case .object(let fields) = value, case .object(let known)? = keywords["properties"] else { return [] }
      return fields.keys.filter { known[$0] == nil }.sorted().map { "\(place): \($0) is not declared" }
    case ("items", let schema):
      guard case .array(let values) = value else { return [] }
      return values.enumerated().flatMap { violations(of: $1, against: schema, at: "\(place)[\($0)]") }
    default:
      return ["\(place): the keyword \(keyword) is not known"]
    }
  }

  private func definition(_ reference: String) -> JSONValue? {
    guard reference.hasPrefix("#/$defs/"), case .object(let keywords) = root,
      case .object(let definitions)? = keywords["$defs"]
    else { return nil }
    return definitions[String(reference.dropFirst("#/$defs/".count))]
  }

  private func isOfType(_ name: String, _ value: JSONValue) -> Bool {
    switch (name, value) {
    case ("null", .null), ("boolean", .bool), ("integer", .integer), ("number", .integer), ("number", .number),
      ("string", .string), ("array", .array), ("object", .object):
      true
    default: false
    }
  }

  private func number(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}

extension JSONValue {
  /// A field of an object, or an element of an array.
  public subscript(name: String) -> JSONValue? {
    if case .object(let fields) = self { fields[name] } else { nil }
  }

  /// The elements of an array.
  public var elements: [JSONValue] {
    if case .array(let values) = self { values } else { [] }
  }

  /// A whole number.
  public var int: Int? {
    if case .integer(let number) = self { Int(number) } else { nil }
  }

  /// Any number.
  public var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}

import League

/// Takes typed fields out of a JSON object; what is left over at the end is unknown to this version.
struct Fields {
  private(set) var rest: [String: JSONValue]

  init(_ fields: [String: JSONValue]) {
    rest = fields
  }

  mutating func take(_ name: String) -> JSONValue? {
    guard let value = rest.removeValue(forKey: name), value != .null else { return nil }
    return value
  }

  mutating func text(_ name: String) throws(EventError) -> String? {
    guard let value = take(name) else { return nil }
    guard case .string(let text) = value else { throw invalid(name, value, "text") }
    return text
  }

  mutating func flag(_ name: String) throws(EventError) -> Bool? {
    guard let value = take(name) else { return nil }
    guard case .bool(let flag) = value else { throw invalid(name, value, "true or false") }
    return flag
  }

  mutating func count(_ name: String, in range: ClosedRange<Int> = 0...Int.max) throws(EventError) -> Int? {
    guard let value = take(name) else { return nil }
    guard case .integer(let number) = value, range.contains(Int(number)) else {
      let end = range.upperBound == Int.max ? "up" : "to \(range.upperBound)"
      throw invalid(name, value, "a whole number from \(range.lowerBound) \(end)")
    }
    return Int(number)
  }

  mutating func choice<T>(_ name: String, _ expected: String, _ make: (String) -> T?) throws(EventError) -> T? {
    guard let text = try text(name) else { return nil }
    guard let value = make(text) else { throw .invalid(field: name, value: text, expected: expected) }
    return value
  }

  private func invalid(_ name: String, _ value: JSONValue, _ expected: String) -> EventError {
    .invalid(field: name, value: value.plainText, expected: expected)
  }
}

extension JSONValue {
  /// The value in a message to a person: text without quotes, anything else as JSON.
  var plainText: String {
    if case .string(let text) = self { return text }
    do {
      return String(decoding: try bytes(), as: UTF8.self)
    } catch {
      return "\(self)"
    }
  }
}

import League

/// Compact JSON being written, straight from the values that it tells of. Fields stand in the order in which they were
/// written, so equal content gives equal bytes.
///
/// ```swift
/// json.object("pick") { json in
///   json.field("player_lookup", lookup)
///   json.field("line", line, scale: 1)
/// }
/// ```
///
/// It is UTF-8 with non-ASCII left as it is; numbers are rounded half away from zero. Names of fields are ours and need no
/// escapes.
struct JSONText {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []

  /// Room for so many bytes.
  init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  /// Writes a value; null for nil.
  mutating func value(_ value: some JSONScalar) {
    separate()
    value.write(to: &self)
  }

  /// Writes a number rounded to `scale` decimals; null for nil and for what is not a number. Zero is a value.
  mutating func value(_ value: Double?, scale: Int) {
    separate()
    guard let value, value.isFinite else { return put("null") }
    writeDecimal(Int((value.rounded(scale: scale) * powersOfTen[scale]).rounded()), scale: scale)
  }

  /// Writes an object.
  mutating func object(_ writeFields: (inout JSONText) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    writeFields(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes an array of the values that are written in it.
  mutating func array(_ writeValues: (inout JSONText) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "["))
    writeValues(&self)
    bytes.append(UInt8(ascii: "]"))
  }

  /// Puts a text inside what was written.
  mutating func insert(_ text: String, at place: Int) {
    bytes.insert(contentsOf: text.utf8, at: place)
  }

  /// Writes a value that was written before.
  mutating func written(_ value: [UInt8]) {
    separate()
    bytes.append(contentsOf: value)
  }

  /// Writes the name of a field, whose value comes next.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    put(name)
    put("\":")
  }

  /// Writes the name of a field, whose value comes next.
  mutating func key(named name: String) {
    separate()
    writeQuoted(name)
    bytes.append(UInt8(ascii: ":"))
  }

  /// What comes after a value is set off by a comma.
  private mutating func separate() {
    switch bytes.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
    default: bytes.append(UInt8(ascii: ","))
    }
  }

  fileprivate mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}

// MARK: Fields

extension JSONText {
  /// Writes a field.
  mutating func field(_ name: StaticString, _ value: some JSONScalar) {
    key(name)
    self.value(value)
  }

  /// Writes a field whose number is rounded to `scale` decimals.
  mutating func field(_ name: StaticString, _ value: Double?, scale: Int) {
    key(name)
    self.value(value, scale: scale)
  }

  /// Writes a field that has no value.
  mutating func null(_ name: StaticString) {
    field(name, Int?.none)
  }

  /// Writes a field that is an object.
  mutating func object(_ name: StaticString, _ writeFields: (inout JSONText) -> Void) {
    key(name)
    object(writeFields)
  }

  /// Writes a field that is an object made of a value; null without one.
  mutating func object<Value>(_ name: StaticString, of value: Value?, _ writeFields: (inout JSONText, Value) -> Void) {
    guard let value else { return null(name) }
    object(name) { writeFields(&$0, value) }
  }

  /// Writes a field that is an array of objects, one for each element.
  mutating func objects<Element>(
    _ name: StaticString, _ elements: some Sequence<Element>, _ writeFields: (inout JSONText, Element) -> Void
  ) {
    key(name)
    array { json in
      for element in elements {
        json.object { writeFields(&$0, element) }
      }
    }
  }

  /// Writes a field that is an array of values.
  mutating func values(_ name: StaticString, _ values: some Sequence<some JSONScalar>) {
    key(name)
    array { json in
      for value in values { json.value(value) }
    }
  }
}

// MARK: Scalars

/// A value that is neither an object nor an array.
protocol JSONScalar {
  /// Writes the value where it belongs.
  func write(to json: inout JSONText)
}

extension Optional: JSONScalar where Wrapped: JSONScalar {
  func write(to json: inout JSONText) {
    guard let self else { return json.put("null") }
    self.write(to: &json)
  }
}

extension Int: JSONScalar {
  func write(to json: inout JSONText) { json.writeDigits(of: self) }
}

extension Bool: JSONScalar {
  func write(to json: inout JSONText) { json.put(self ? "true" : "false") }
}

extension String: JSONScalar {
  func write(to json: inout JSONText) { json.writeQuoted(self) }
}

extension TeamCode: JSONScalar {
  func write(to json: inout JSONText) { json.writeQuoted(rawValue) }
}

extension GameDate: JSONScalar {
  func write(to json: inout JSONText) { json.writeQuoted(civil) }
}

private let powersOfTen: [Double] = [1, 10, 100, 1e3, 1e4]

extension JSONText {
  fileprivate mutating func writeDigits(of value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(of: value.magnitude, atLeast: 1)
  }

  private mutating func writeDigits(of value: UInt, atLeast count: Int) {
    if value >= 10 || count > 1 { writeDigits(of: value / 10, atLeast: count - 1) }
    bytes.append(UInt8(48 + value % 10))
  }

  /// At least one decimal, and none too many: 22.0, 0.5, 4.06.
  private mutating func writeDecimal(_ units: Int, scale: Int) {
    var (units, scale) = (units, scale)
    while scale > 1, units.isMultiple(of: 10) {
      units /= 10
      scale -= 1
    }
    let factor: UInt = (0..<scale).reduce(1) { factor, _ in factor * 10 }
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(of: units.magnitude / factor, atLeast: 1)
    bytes.append(UInt8(ascii: "."))
    if scale == 0 {
      bytes.append(UInt8(ascii: "0"))
    } else {
      writeDigits(of: units.magnitude % factor, atLeast: scale)
    }
  }

  fileprivate mutating func writeQuoted(_ date: (year: Int, month: Int, day: Int)) {
    bytes.append(UInt8(ascii: "\""))
    writeDigits(of: date.year.magnitude, atLeast: 4)
    bytes.append(UInt8(ascii: "-"))
    writeDigits(of: date.month.magnitude, atLeast: 2)
    bytes.append(UInt8(ascii: "-"))
    writeDigits(of: date.day.magnitude, atLeast: 2)
    bytes.append(UInt8(ascii: "\""))
  }

  fileprivate mutating func writeQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { writeEscaped(byte) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): put("\\\"")
    case UInt8(ascii: "\\"): put("\\\\")
    case UInt8(ascii: "\n"): put("\\n")
    case UInt8(ascii: "\r"): put("\\r")
    case UInt8(ascii: "\t"): put("\\t")
    case 0..<32:
      let digits = Array("0123456789abcdef".utf8)
      put("\\u00")
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}

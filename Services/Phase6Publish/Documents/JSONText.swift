/// Compact JSON being written.
struct JSONText {
  /// What was written so far, UTF-8.
  private(set) var bytes: [UInt8] = []

  /// Room for a document of so many bytes.
  init(capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  /// Writes a value.
  mutating func write(_ value: DocumentValue) {
    switch value {
    case .null: put("null")
    case .bool(let value): put(value ? "true" : "false")
    case .integer(let value): writeDigits(of: value)
    case .number(let units, let scale): writeDecimal(units, scale: scale)
    case .string(let value): writeQuoted(value)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(value)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let fields):
      bytes.append(UInt8(ascii: "{"))
      writeFields(fields)
      bytes.append(UInt8(ascii: "}"))
    case .written(let text): bytes.append(contentsOf: text)
    }
  }

  /// Writes the fields of an object without its braces. Their names are ours and need no escapes.
  mutating func writeFields(_ fields: [DocumentValue.Field]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: field.name.utf8)
      put("\":")
      write(field.value)
    }
  }

  /// Writes bytes as they are.
  mutating func write(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
  }

  private mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func writeDigits(of value: Int) {
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

  private mutating func writeQuoted(_ text: String) {
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

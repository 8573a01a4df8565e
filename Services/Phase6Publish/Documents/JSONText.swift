/// Compact JSON being written.
struct JSONText {
  /// What was written so far, UTF-8.
  private(set) var bytes: [UInt8] = []

  /// Writes a value.
  mutating func write(_ value: DocumentValue) {
    switch value {
    case .null: write("null")
    case .bool(let value): write(value ? "true" : "false")
    case .integer(let value): write("\(value)")
    case .number(let value): write("\(value == 0 ? 0 : value)")  // no minus before a zero
    case .string(let value): writeQuoted(value)
    case .array(let values):
      write("[")
      for (index, value) in values.enumerated() {
        if index > 0 { write(",") }
        write(value)
      }
      write("]")
    case .object(let fields):
      write("{")
      for (index, field) in fields.enumerated() {
        if index > 0 { write(",") }
        writeQuoted(field.name)
        write(":")
        write(field.value)
      }
      write("}")
    }
  }

  private mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func writeQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): write("\\\"")
      case UInt8(ascii: "\\"): write("\\\\")
      case UInt8(ascii: "\n"): write("\\n")
      case UInt8(ascii: "\r"): write("\\r")
      case UInt8(ascii: "\t"): write("\\t")
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        write("\\u00")
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// Writes rows in the binary form of COPY: the number of fields, then each field's length and bytes, big end first.
struct CopyingVisitor: ColumnVisitor {
  private(set) var bytes: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + Array(repeating: 0, count: 8)
  private let fields: Int

  init(fields: Int) {
    self.fields = fields
    bytes.reserveCapacity(32 * 1024)
  }

  mutating func beginRow(_ date: String) {
    append(Int16(fields))
    append(date)
  }

  mutating func end() {
    append(Int16(-1))
  }

  mutating func integer(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Int64?
  ) throws -> Visited<Int64> {
    if let value = value() {
      append(Int32(8))
      append(value)
    } else {
      append(Int32(-1))
    }
    return .unchanged
  }

  mutating func real(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> Double?
  ) throws -> Visited<Double> {
    if let value = value() {
      append(Int32(8))
      append(Int64(bitPattern: value.bitPattern))
    } else {
      append(Int32(-1))
    }
    return .unchanged
  }

  mutating func text(
    _ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> String?
  ) throws -> Visited<String> {
    if let value = value() {
      append(value)
    } else {
      append(Int32(-1))
    }
    return .unchanged
  }

  private mutating func append(_ text: String) {
    let place = bytes.count
    append(Int32(0))
    PostgreSQLText.append(text, to: &bytes)
    let length = Int32(bytes.count - place - 4).bigEndian
    withUnsafeBytes(of: length) { bytes.replaceSubrange(place..<place + 4, with: $0) }
  }

  private mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}

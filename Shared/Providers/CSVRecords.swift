import Foundation

/// A quick walk over the records of a CSV, for files too large to take apart into fields: it finds where records end and
/// where one field stands, and copies nothing.
struct CSVRecords {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The record that starts at a position, its line end included.
  func record(at start: Int) -> Range<Int> {
    var end = start
    var isQuoted = false
    repeat {
      let next = firstIndex(of: Self.newline, in: end..<bytes.count).map { $0 + 1 } ?? bytes.count
      if holdsOddQuotes(end..<next) { isQuoted.toggle() }
      end = next
    } while isQuoted && end < bytes.count
    return start..<end
  }

  /// Whether the record is an empty line.
  func isBlank(_ record: Range<Int>) -> Bool {
    record.count <= 2 && bytes[record].allSatisfy { $0 == Self.newline || $0 == Self.carriageReturn }
  }

  /// Lines that the record spans: more than one when a quoted field holds line breaks.
  func lineCount(_ record: Range<Int>) -> Int {
    firstIndex(of: Self.quote, in: record) == nil ? 1 : bytes[record].count { $0 == Self.newline }
  }

  /// The bytes of a field, quotes around it left out; empty when the record has too few fields.
  func field(_ index: Int, in record: Range<Int>) -> Range<Int> {
    var start = record.lowerBound
    for _ in 0..<index {
      guard let end = fieldEnd(from: start, in: record), bytes[end] == Self.comma else {
        return record.upperBound..<record.upperBound
      }
      start = end + 1
    }
    var end = fieldEnd(from: start, in: record) ?? record.upperBound
    if end > start, bytes[end - 1] == Self.carriageReturn { end -= 1 }
    return end - start >= 2 && bytes[start] == Self.quote ? start + 1..<end - 1 : start..<end
  }

  /// The number of fields; nil when a quote is not closed.
  func fieldCount(_ record: Range<Int>) -> Int? {
    var isQuoted = false
    var fields = 1
    for byte in bytes[record] {
      if byte == Self.quote { isQuoted.toggle() }
      if byte == Self.comma, !isQuoted { fields += 1 }
    }
    return isQuoted ? nil : fields
  }

  /// Where the comma or line end behind a field stands; nil when the file ends first.
  private func fieldEnd(from start: Int, in record: Range<Int>) -> Int? {
    var isQuoted = false
    var position = start
    while position < record.upperBound {
      let byte = bytes[position]
      if byte == Self.quote {
        isQuoted.toggle()
      } else if !isQuoted, byte == Self.comma || byte == Self.newline {
        return position
      }
      position += 1
    }
    return nil
  }

  private func holdsOddQuotes(_ range: Range<Int>) -> Bool {
    guard let first = firstIndex(of: Self.quote, in: range) else { return false }
    return bytes[first..<range.upperBound].count { $0 == Self.quote } % 2 == 1
  }

  private func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard let base = bytes.baseAddress, let found = memchr(base + range.lowerBound, Int32(byte), range.count) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}

public import League

/// One line of a `CSVTable`. Each reader names file, line, column and what was expected when the field is something else.
///
/// The `optional…` readers give nil for an empty field, and for a column that the file does not have.
public struct CSVRow: Sendable {
  let table: CSVTable
  let index: Int

  /// The line in the file; the header is line 1.
  public var line: Int { table.records[index].line }

  /// How many fields the line has.
  public var fieldCount: Int { table.records[index + 1].firstField - table.records[index].firstField }

  /// The line as it stands in the file, without its line end.
  public var source: String {
    var range = table.records[index].firstByte..<table.records[index + 1].firstByte
    while let last = range.last, table.bytes[last] == UInt8(ascii: "\n") || table.bytes[last] == UInt8(ascii: "\r") {
      range = range.dropLast()
    }
    return String(decoding: table.bytes[range], as: UTF8.self)
  }

  /// Whether the field is empty or the column absent.
  public func isEmpty(_ column: CSVColumn?) throws(ProviderError) -> Bool {
    guard let column else { return true }
    return try span(of: column).isEmpty
  }

  /// Whether the field is exactly this text. Compares bytes; makes no string.
  public func matches(_ column: CSVColumn, _ text: StaticString) throws(ProviderError) -> Bool {
    let span = try span(of: column)
    guard span.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { expected in table.bytes[span].elementsEqual(expected) }
  }

  /// The text of a field that must not be empty.
  public func text(_ column: CSVColumn) throws(ProviderError) -> String {
    guard let text = try optionalText(column) else { throw wrong(column, expected: "text") }
    return text
  }

  /// The text of a field, nil when empty.
  public func optionalText(_ column: CSVColumn?) throws(ProviderError) -> String? {
    guard let column else { return nil }
    guard try !span(of: column).isEmpty else { return nil }
    let field = fieldIndex(column)
    return CSVTable.text(table.bytes, start: table.fields[field], end: table.fields[field + 1])
  }

  /// A field that `read` understands, such as a team code or a game id. `expected` says what it must be, for the error.
  public func value<Value>(
    _ column: CSVColumn, expected: String, _ read: (String) -> Value?
  ) throws(ProviderError) -> Value {
    guard let value = read(try text(column)) else { throw wrong(column, expected: expected) }
    return value
  }

  /// A date `YYYY-MM-DD`.
  public func date(_ column: CSVColumn) throws(ProviderError) -> GameDate {
    try value(column, expected: "a date (YYYY-MM-DD)") { GameDate($0[...]) }
  }

  /// A `1` or `0`.
  public func flag(_ column: CSVColumn) throws(ProviderError) -> Bool {
    guard let flag = try optionalFlag(column) else { throw wrong(column, expected: "1 or 0") }
    return flag
  }

  /// A `1`, a `0`, or nothing.
  public func optionalFlag(_ column: CSVColumn?) throws(ProviderError) -> Bool? {
    guard let column, try !isEmpty(column) else { return nil }
    switch try optionalInt(column) {
    case 1: return true
    case 0: return false
    default: throw wrong(column, expected: "1 or 0")
    }
  }

  /// The error that this field is not what was expected.
  public func wrong(_ column: CSVColumn, expected: String) -> ProviderError {
    guard fieldCount == table.columns.count else { return wrongShape }
    let field = fieldIndex(column)
    let text = CSVTable.text(table.bytes, start: table.fields[field], end: table.fields[field + 1])
    let found = text.isEmpty ? "empty" : "'\(text)'"
    return .malformed(
      file: table.name, line: line, problem: "'\(column.name)' is \(found), expected \(expected)")
  }

  /// The bytes of the field, quotes left out.
  func span(of column: CSVColumn) throws(ProviderError) -> Range<Int> {
    guard fieldCount == table.columns.count else { throw wrongShape }
    let field = fieldIndex(column)
    return Int(table.fields[field] & ~CSVTable.quoted)..<Int(table.fields[field + 1])
  }

  private func fieldIndex(_ column: CSVColumn) -> Int {
    2 * (table.records[index].firstField + column.index)
  }

  private var wrongShape: ProviderError {
    .malformed(
      file: table.name, line: line, problem: "the line has \(fieldCount) fields, expected \(table.columns.count)")
  }
}

/// A CSV file (RFC 4180, UTF-8, header line) in memory. Fields stay bytes until a row is asked for one of them.
///
/// Quoted fields may hold commas, doubled quotes and line breaks. Lines end with `\n` or `\r\n`. A line with the wrong
/// number of fields stays in the table and fails when one of its fields is read, except the last line: a file that ends
/// in the middle of a line is cut short, and is refused as a whole.
public struct CSVTable: Sendable {
  /// What the errors call the file.
  public let name: String
  /// The header's names, in order.
  public let columns: [String]

  let bytes: [UInt8]
  /// Two numbers a field, start and end in `bytes`; a quoted field has `CSVTable.quoted` set in its start.
  let fields: [UInt32]
  /// A row's first field in `fields`, its first byte and its line; one more than there are rows.
  let records: [Record]

  struct Record: Sendable {
    let firstField: Int
    let firstByte: Int
    let line: Int
  }

  static let quoted: UInt32 = 1 << 31

  /// Parses the bytes. `name` is what errors call the file.
  public init(_ bytes: [UInt8], name: String) throws(ProviderError) {
    guard bytes.count < Int(Self.quoted) else { throw .tooLarge(file: name, limit: Int(Self.quoted)) }
    let (fields, records) = try Self.scan(bytes, name: name)
    guard records.count > 1 else { throw .malformed(file: name, line: 1, problem: "there is no header") }
    self.name = name
    self.bytes = bytes
    self.fields = fields
    self.records = Array(records.dropFirst())
    var columns: [String] = []
    for index in 0..<records[1].firstField {
      let column = Self.text(bytes, start: fields[2 * index], end: fields[2 * index + 1])
      if columns.contains(column) {
        throw .malformed(file: name, line: 1, problem: "the column '\(column)' is there twice")
      }
      columns.append(column)
    }
    self.columns = columns
    if let last = rows.last, last.fieldCount != columns.count {
      throw .malformed(
        file: name, line: last.line,
        problem: "the last line has \(last.fieldCount) fields, expected \(columns.count); the file seems cut short")
    }
  }

  /// A column that must be there.
  public func column(_ name: String) throws(ProviderError) -> CSVColumn {
    guard let column = optionalColumn(name) else {
      throw .columnMissing(file: self.name, column: name, available: columns)
    }
    return column
  }

  /// A column that may be absent.
  public func optionalColumn(_ name: String) -> CSVColumn? {
    columns.firstIndex(of: name).map { CSVColumn(name: name, index: $0) }
  }

  /// The rows below the header, in order.
  public var rows: CSVRows { CSVRows(table: self) }

  static func text(_ bytes: [UInt8], start: UInt32, end: UInt32) -> String {
    let range = Int(start & ~quoted)..<Int(end)
    guard start & quoted != 0 else { return String(decoding: bytes[range], as: UTF8.self) }
    var text: [UInt8] = []
    var previousWasQuote = false
    for byte in bytes[range] {
      previousWasQuote = byte == UInt8(ascii: "\"") && !previousWasQuote
      if !previousWasQuote { text.append(byte) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension CSVTable {
  /// Finds every field of every record, the header included. Empty lines are passed over.
  static func scan(_ bytes: [UInt8], name: String) throws(ProviderError) -> ([UInt32], [Record]) {
    var fields: [UInt32] = []
    fields.reserveCapacity(bytes.count / 3)
    var records: [Record] = []
    records.reserveCapacity(bytes.count / 64)
    var line = 1
    var position = 0
    // The byte order mark that some spreadsheets write.
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    try bytes.withUnsafeBufferPointer { bytes throws(ProviderError) in
      while position < bytes.count {
        let record = Record(firstField: fields.count / 2, firstByte: position, line: line)
        if let next = emptyLineEnd(bytes, position) {
          position = next
          line += 1
          continue
        }
        records.append(record)
        position = try scanRecord(bytes, from: position, line: &line, into: &fields, name: name)
      }
    }
    records.append(Record(firstField: fields.count / 2, firstByte: position, line: line))
    return (fields, records)
  }

  private static func emptyLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int? {
    if bytes[position] == newline { return position + 1 }
    let isBare = bytes[position] == carriageReturn && position + 1 < bytes.count && bytes[position + 1] == newline
    return isBare ? position + 2 : nil
  }

  /// Appends the record's fields and gives the position behind its line end.
  private static func scanRecord(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: inout Int, into fields: inout [UInt32], name: String
  ) throws(ProviderError) -> Int {
    var position = start
    while true {
      if position < bytes.count, bytes[position] == quote {
        position = try scanQuoted(bytes, from: position + 1, line: &line, into: &fields, name: name)
      } else {
        let fieldStart = position
        while position < bytes.count, bytes[position] != comma, bytes[position] != newline { position += 1 }
        let hasReturn =
          position > fieldStart && bytes[position - 1] == carriageReturn
          && (position == bytes.count || bytes[position] == newline)
        fields.append(UInt32(fieldStart))
        fields.append(UInt32(hasReturn ? position - 1 : position))
      }
      guard position < bytes.count else { return position }
      position += 1
      if bytes[position - 1] == newline {
        line += 1
        return position
      }
    }
  }

  /// Appends a quoted field whose opening quote is behind us, and gives the position of the comma, line end or file end
  /// that follows its closing quote.
  private static func scanQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: inout Int, into fields: inout [UInt32], name: String
  ) throws(ProviderError) -> Int {
    let openingLine = line
    var position = start
    while position < bytes.count {
      if bytes[position] == newline { line += 1 }
      guard bytes[position] == quote else {
        position += 1
        continue
      }
      if position + 1 < bytes.count, bytes[position + 1] == quote {
        position += 2
        continue
      }
      fields.append(UInt32(start) | quoted)
      fields.append(UInt32(position))
      position += 1
      if position < bytes.count, bytes[position] == carriageReturn { position += 1 }
      guard position == bytes.count || bytes[position] == comma || bytes[position] == newline else {
        throw .malformed(file: name, line: line, problem: "text follows a closing quote")
      }
      return position
    }
    throw .malformed(file: name, line: openingLine, problem: "a quote is opened and never closed")
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}

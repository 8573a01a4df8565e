import CPostgres

/// What a statement gave, with values in PostgreSQL's binary form. Owns libpq's memory.
final class PostgreSQLResult {
  private let handle: OpaquePointer
  private let types: [Oid]

  init(_ handle: OpaquePointer) {
    self.handle = handle
    types = (0..<PQnfields(handle)).map { PQftype(handle, $0) }
  }

  deinit {
    PQclear(handle)
  }

  var status: ExecStatusType { PQresultStatus(handle) }
  var rows: Int32 { PQntuples(handle) }
  /// The command that was carried out, as `COMMIT` or `INSERT 0 1`.
  var command: String { String(cString: PQcmdStatus(handle)) }
  /// Rows that it changed.
  var changes: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }
  /// The error's class, as `23505`.
  var code: String { PQresultErrorField(handle, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? "" }
  /// The error in words.
  var message: String {
    PQresultErrorField(handle, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
      ?? String(cString: PQresultErrorMessage(handle))
  }

  func value(_ row: Int32, _ column: Int) -> SQLValue {
    let place = Int32(column)
    guard column < types.count, PQgetisnull(handle, row, place) == 0, let bytes = PQgetvalue(handle, row, place) else {
      return .null
    }
    let buffer = UnsafeRawBufferPointer(start: bytes, count: Int(PQgetlength(handle, row, place)))
    switch types[column] {
    case 20: return .integer(Int64(bigEndian: buffer.loadUnaligned(as: Int64.self)))
    case 23: return .integer(Int64(Int32(bigEndian: buffer.loadUnaligned(as: Int32.self))))
    case 21: return .integer(Int64(Int16(bigEndian: buffer.loadUnaligned(as: Int16.self))))
    case 16: return .integer(Int64(buffer[0]))
    case 701: return .real(Double(bitPattern: UInt64(bigEndian: buffer.loadUnaligned(as: UInt64.self))))
    case 700: return .real(Double(Float(bitPattern: UInt32(bigEndian: buffer.loadUnaligned(as: UInt32.self)))))
    case 1700: return PostgreSQLNumeric.value(buffer)
    default: return .text(PostgreSQLText.text(buffer.bindMemory(to: UInt8.self)))
    }
  }
}

/// One row of a result.
struct PostgreSQLRow: ResultRow {
  let result: PostgreSQLResult
  let row: Int32

  subscript(index: Int) -> SQLValue { result.value(row, index) }
}

/// The binary form of `numeric`, which sums of whole numbers and quotients have: digits to the base of 10,000.
enum PostgreSQLNumeric {
  /// A whole number where it has no decimals, else the nearest double.
  static func value(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
    func word(_ index: Int) -> Int {
      Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self)))
    }
    let (count, weight, sign, scale) = (word(0), word(1), word(2), word(3))
    guard sign == 0 || sign == 0x4000 else { return .null }
    let digits = (0..<count).map { word(4 + $0) }
    var text = sign == 0 ? "" : "-"
    for place in 0...max(weight, 0) {
      let group = weight >= 0 && place < count ? String(digits[place]) : "0"
      text += place == 0 ? group : String(repeating: "0", count: 4 - group.count) + group
    }
    if scale == 0, let whole = Int64(text) { return .integer(whole) }
    text += "."
    if weight < -1 { text += String(repeating: "0000", count: -1 - weight) }
    for place in max(weight + 1, 0)..<max(count, max(weight + 1, 0)) {
      let group = String(digits[place])
      text += String(repeating: "0", count: 4 - group.count) + group
    }
    return Double(text + "0").map { .real($0) } ?? .null
  }
}

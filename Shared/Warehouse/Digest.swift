import Crypto

/// A digest of a set of rows that does not depend on their order.
///
/// Each row is hashed with SHA-256 over its stored values; the hashes are added lane by lane, so rows may come in any
/// order and from any store; the sum and the count are hashed again.
public struct RowSetDigest: Sendable {
  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var count: UInt64 = 0
  private var row: [UInt8] = []

  /// The digest of no rows so far.
  public init() {
    row.reserveCapacity(512)
  }

  /// Adds one value of the row at hand.
  public mutating func add(_ value: SQLValue) {
    switch value {
    case .null:
      row.append(0)
    case .integer(let number):
      row.append(1)
      append(UInt64(bitPattern: number))
    case .real(let number):
      row.append(2)
      append((number == 0 ? 0 : number).bitPattern)
    case .text(let text):
      row.append(3)
      append(UInt64(text.utf8.count))
      row.append(contentsOf: text.utf8)
    }
  }

  /// Ends the row at hand.
  public mutating func endRow() {
    let hash = SHA256.hash(data: row)
    hash.withUnsafeBytes { bytes in
      lanes.0 &+= bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      lanes.1 &+= bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      lanes.2 &+= bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
      lanes.3 &+= bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }
    count += 1
    row.removeAll(keepingCapacity: true)
  }

  /// The digest as 32 hex digits.
  public func text() -> String {
    var bytes: [UInt8] = []
    for word in [lanes.0, lanes.1, lanes.2, lanes.3, count] {
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return Self.hex(of: bytes)
  }

  /// The first 32 hex digits of the SHA-256 of some bytes.
  public static func hex(of bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(32)
    for byte in SHA256.hash(data: Array(bytes)).prefix(16) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func append(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { row.append(contentsOf: $0) }
  }
}

struct DigestingVisitor: ColumnReader {
  var digest = RowSetDigest()

  mutating func read(_ traits: @autoclosure () -> ColumnTraits, _ value: @autoclosure () -> SQLValue) {
    digest.add(value())
  }
}

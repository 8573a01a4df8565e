import Crypto

/// The SHA-256 of a payload's bytes, which is its name in the store.
public struct PayloadID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let hex: String

  /// The id of some bytes.
  public init(of bytes: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    hex.reserveCapacity(64)
    for byte in SHA256.hash(data: bytes) {
      hex.append(digits[Int(byte >> 4)])
      hex.append(digits[Int(byte & 15)])
    }
    self.hex = String(decoding: hex, as: UTF8.self)
  }

  /// An id that is stored already; nil unless it is 64 lower-case hexadecimal digits.
  public init?(_ hex: some StringProtocol) {
    guard hex.utf8.count == 64, hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    self.hex = String(hex)
  }

  /// The digits.
  public var description: String { hex }

  /// In the order of the digits.
  public static func < (left: PayloadID, right: PayloadID) -> Bool {
    left.hex < right.hex
  }
}

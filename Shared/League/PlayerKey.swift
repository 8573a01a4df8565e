import Foundation

/// A player's `player_lookup`: his name in lower-case letters and digits alone, suffix kept (`timhardawayjr`).
///
/// One rule for every source: decompose, drop the marks, spell out the letters that do not decompose, keep `a–z0–9`.
/// It joins sources that have no person id; a player's identity is his NBA person id.
public struct PlayerKey: Hashable, Comparable, Sendable, RawRepresentable, CustomStringConvertible {
  /// The key's letters and digits.
  public let rawValue: String

  /// The key of a name written first name first.
  public init(_ name: some StringProtocol) {
    var key: [UInt8] = []
    key.reserveCapacity(name.utf8.count)
    if name.utf8.allSatisfy({ $0 < 128 }) {
      for byte in name.utf8 { Self.append(byte, to: &key) }
    } else {
      for scalar in name.decomposedStringWithCanonicalMapping.unicodeScalars {
        if scalar.isASCII {
          Self.append(UInt8(scalar.value), to: &key)
        } else if let letters = Self.undecomposed[scalar] {
          key.append(contentsOf: letters.utf8)
        }
      }
    }
    self.rawValue = String(decoding: key, as: UTF8.self)
  }

  /// A key that is stored already; nil when it holds anything but lower-case letters and digits.
  public init?(rawValue: String) {
    guard rawValue.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) }) else { return nil }
    self.rawValue = rawValue
  }

  private static func append(_ byte: UInt8, to key: inout [UInt8]) {
    switch byte {
    case 48...57, 97...122: key.append(byte)
    case 65...90: key.append(byte + 32)
    default: break
    }
  }

  private static let undecomposed: [Unicode.Scalar: String] = [
    "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "ẞ": "ss", "ı": "i", "æ": "ae", "Æ": "ae",
    "œ": "oe", "Œ": "oe", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
  ]

  /// The key's letters and digits.
  public var description: String { rawValue }

  /// Alphabetical.
  public static func < (left: PlayerKey, right: PlayerKey) -> Bool {
    left.rawValue < right.rawValue
  }
}

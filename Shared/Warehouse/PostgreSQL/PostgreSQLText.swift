/// Text as PostgreSQL takes it: every character but U+0000, which stands as a noncharacter and a letter.
///
/// The noncharacter U+10FFFF, which no text should hold, stands as itself and another letter, so every text comes back.
enum PostgreSQLText {
  private static let mark: [UInt8] = [0xF4, 0x8F, 0xBF, 0xBF]

  /// Appends the bytes that stand for a text.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { source in
      guard source.contains(where: { $0 == 0 || $0 == mark[0] }) else {
        bytes.append(contentsOf: source)
        return
      }
      var place = 0
      while place < source.count {
        if source[place] == 0 {
          bytes.append(contentsOf: mark + [UInt8(ascii: "0")])
        } else if source[place...].starts(with: mark) {
          bytes.append(contentsOf: mark + [UInt8(ascii: "m")])
          place += mark.count - 1
        } else {
          bytes.append(source[place])
        }
        place += 1
      }
    }
  }

  /// The text that some bytes stand for.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(mark[0]) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: mark), place + mark.count < bytes.count {
        if bytes[place + mark.count] == UInt8(ascii: "0") { plain.append(0) } else { plain.append(contentsOf: mark) }
        place += mark.count
      } else {
        plain.append(bytes[place])
      }
      place += 1
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

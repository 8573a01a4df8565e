/// A JSON text, checked whole and taken apart into the places of its values. Strings and numbers stay bytes until they are
/// asked for.
///
/// Strict (RFC 8259): whatever is not JSON to the last byte is refused, so a body that was cut short never gives a value.
public final class JSONDocument: Sendable {
  /// What the errors call it.
  public let name: String
  let bytes: [UInt8]
  let nodes: [Node]

  /// A value: where it stands, and where the next one begins.
  struct Node: Sendable {
    enum Kind: UInt8 { case object, array, string, escaped, number, yes, no, null }
    var kind: Kind
    /// First byte; for a string the one behind its quote.
    var start: UInt32
    /// The byte behind the last; for a string the closing quote. For an object or an array the number of children.
    var end: UInt32
    /// The node behind this one and all that is in it.
    var next: UInt32
  }

  /// Parses.
  ///
  /// - Throws: ``JSONError`` with the byte at which it stops being JSON.
  public init(parsing bytes: [UInt8], name: String) throws(JSONError) {
    guard bytes.count < Int(UInt32.max) else { throw JSONError("it is larger than 4 GiB", at: 0) }
    self.name = name
    self.bytes = bytes
    nodes = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      var scanner = JSONScanner(bytes: buffer)
      return try scanner.scan()
    }
  }

  /// The line that a byte stands in, from 1.
  public func line(of byte: Int) -> Int { Self.line(of: byte, in: bytes) }

  /// The line of a text that a byte stands in, from 1: also of one that is no JSON.
  public static func line(of byte: Int, in bytes: [UInt8]) -> Int { 1 + bytes.prefix(byte).count { $0 == 10 } }

  /// The outermost value.
  public var root: JSONElement { JSONElement(document: self, index: 0) }
}

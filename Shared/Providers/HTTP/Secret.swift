/// A key or token. It is sent, and never shown: not in a description, not in a dump, not in an error.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  let value: String

  /// A secret; nil for an empty text.
  public init?(_ value: String?) {
    guard let value, !value.isEmpty else { return nil }
    self.value = value
  }

  /// Three stars.
  public var description: String { Self.mask }
  /// Three stars.
  public var debugDescription: String { Self.mask }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }

  static let mask = "***"

  /// Bytes with every occurrence of some secrets masked: a provider may print a key that it was sent.
  static func masked(_ bytes: [UInt8], _ secrets: [Secret]) -> [UInt8] {
    var bytes = bytes
    for secret in secrets {
      for form in Set([secret.value, WebRequest.escaped(secret.value)]) {
        let needle = Array(form.utf8)
        while let found = bytes.firstRange(of: needle) {
          bytes.replaceSubrange(found, with: Array(mask.utf8))
        }
      }
    }
    return bytes
  }
}

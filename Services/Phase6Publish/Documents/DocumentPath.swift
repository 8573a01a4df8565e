import League

/// Where a document stands below the documents' folder: names joined by `/`, none of which leads out of it.
struct DocumentPath: Hashable, Sendable, CustomStringConvertible {
  /// The path, as `results/2024-01-15.json`.
  let description: String

  /// The path written as text.
  ///
  /// - Throws: ``DocumentError/badPath(_:)`` unless it is relative and every name is of letters, digits, `.`, `-` and
  ///   `_` and does not start with a dot.
  init(_ text: String) throws(DocumentError) {
    let names = text.split(separator: "/", omittingEmptySubsequences: false)
    for name in names {
      guard let first = name.utf8.first, first != UInt8(ascii: "."), name.utf8.count <= 200,
        name.utf8.allSatisfy(Self.isPlain)
      else { throw .badPath(text) }
    }
    description = text
  }

  /// `folder/date.json`.
  init(folder: StaticString, date: GameDate) {
    description = "\(folder)/\(date).json"
  }

  /// `folder/index.json`.
  init(indexOf folder: StaticString) {
    description = "\(folder)/index.json"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

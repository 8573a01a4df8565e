/// The path of a document in a URL: names joined by `/`, none of which leads out of the folder or is hidden. What is escaped
/// is refused, since no document's name needs it.
struct DocumentPathInURL {
  /// The path, as `results/2024-01-15.json`.
  let text: String

  /// Nil for what is no path of a document.
  init?(_ path: String) {
    guard path.hasPrefix("/") else { return nil }
    let names = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for name in names {
      guard let first = name.utf8.first, first != UInt8(ascii: "."), name.utf8.count <= 200,
        name.utf8.allSatisfy(Self.isPlain)
      else { return nil }
    }
    text = names.joined(separator: "/")
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

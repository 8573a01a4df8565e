/// The name of a table, in snake case, as it stands in the warehouse.
public struct TableName: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name.
  public let text: String

  /// A name written in the source.
  public init(stringLiteral text: StaticString) {
    self.text = "\(text)"
  }

  /// A name read from outside; nil unless it is of lower-case letters, digits and underscores and starts with a letter.
  public init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard let first = bytes.first, (97...122).contains(first), bytes.count <= 63,
      bytes.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 })
    else { return nil }
    self.text = String(text)
  }

  /// The name.
  public var description: String { text }

  public static func < (left: TableName, right: TableName) -> Bool {
    left.text < right.text
  }
}

extension TableName: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let name = TableName(text[...]) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a table name")
    }
    self = name
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

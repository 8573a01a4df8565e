import League
import Providers
import Warehouse

/// A document as it is published.
struct Document: Hashable, Sendable {
  /// Where it stands.
  let path: DocumentPath
  /// No result after this date went into it; nil when it holds none at all.
  let through: GameDate?
  /// What tells its content from other content: see ``DocumentText/contentHash``.
  let contentHash: String
  /// The document as it is stored.
  let bytes: [UInt8]
  /// Its length before any compression.
  let length: Int
  /// How many things it lists.
  let entries: Int
  /// Whether it only takes the place of one whose data goes through the same date or an earlier one.
  let onlyMovesForward: Bool

  /// - Parameters:
  ///   - date: the date it is about; nil when it is about many.
  ///   - through: no result after this date went into it.
  ///   - writeContent: writes its fields after the envelope.
  init(
    _ kind: DocumentKind, at path: DocumentPath, date: GameDate?, through: GameDate?, entries: Int,
    _ writeContent: (inout JSONText) -> Void
  ) {
    let text = DocumentText(kind, date: date, through: through, writeContent)
    self.path = path
    self.through = through
    self.entries = entries
    contentHash = text.contentHash
    bytes = text.bytes
    length = bytes.count
    onlyMovesForward = kind.isRolling
  }

  /// Several documents in one file, compressed: each line is a document as it would stand alone.
  init(bundle texts: [DocumentText], at path: DocumentPath, through: GameDate) throws {
    var lines: [UInt8] = []
    lines.reserveCapacity(texts.reduce(0) { $0 + $1.bytes.count + 1 })
    for text in texts {
      lines += text.bytes
      lines.append(UInt8(ascii: "\n"))
    }
    self.path = path
    self.through = through
    contentHash = RowSetDigest.hex(of: lines)
    bytes = try Gzip.compress(lines, level: 1, name: path.description)
    length = lines.count
    entries = texts.count
    onlyMovesForward = false
  }

  /// The `data_through` of a document's bytes; nil when it has none.
  static func through(of bytes: [UInt8]) -> GameDate? { date("data_through", in: bytes) }

  /// The `game_date` of a document's bytes; nil when it has none.
  static func date(of bytes: [UInt8]) -> GameDate? { date("game_date", in: bytes) }

  /// A date of the envelope, which is at the front.
  private static func date(_ field: String, in bytes: [UInt8]) -> GameDate? {
    let parts = bytes.prefix(160).split(separator: UInt8(ascii: "\""), maxSplits: 12)
    guard let name = parts.firstIndex(where: { $0.elementsEqual(field.utf8) }), parts.count > name + 2 else {
      return nil
    }
    return GameDate(String(decoding: parts[name + 2], as: UTF8.self)[...])
  }
}

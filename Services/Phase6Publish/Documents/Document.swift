import League
import Providers
import Warehouse

/// A document as it is published: an envelope that is the same in all of them, and content.
///
/// The envelope is `schema_version`, `game_date`, `data_through`, `content_hash`, in this order. It holds no moment and
/// no run, so equal content is equal bytes.
struct Document: Hashable, Sendable {
  /// Where it stands.
  let path: DocumentPath
  /// No result after this date went into it; nil when it holds none at all.
  let through: GameDate?
  /// SHA-256 of the document's bytes with an empty `content_hash`, 32 hex digits.
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
  ///   - content: its fields after the envelope, in order.
  init(
    _ kind: DocumentKind, at path: DocumentPath, date: GameDate?, through: GameDate?, entries: Int,
    content: [DocumentValue.Field]
  ) {
    var fields = [DocumentValue.Field("schema_version", .integer(kind.version))]
    if let date { fields.append(.init("game_date", .date(date))) }
    fields += [.init("data_through", .text(through?.description)), .init("content_hash", "")]
    var head = JSONText()
    head.write(.object(fields))
    // The empty hash stands before the last brace: `…"content_hash":""}`.
    let place = head.bytes.count - 2
    var text = JSONText(capacity: 4096)
    text.write(head.bytes.dropLast())
    if !content.isEmpty {
      text.write(CollectionOfOne(UInt8(ascii: ",")))
      text.writeFields(content)
    }
    text.write(CollectionOfOne(UInt8(ascii: "}")))
    var bytes = text.bytes
    contentHash = RowSetDigest.hex(of: bytes)
    bytes.insert(contentsOf: contentHash.utf8, at: place)
    self.path = path
    self.through = through
    self.entries = entries
    self.bytes = bytes
    length = bytes.count
    onlyMovesForward = kind.isRolling
  }

  /// Several documents in one file, compressed: each line is a document as it would stand alone.
  init(bundle documents: [Document], at path: DocumentPath, through: GameDate) throws {
    var lines: [UInt8] = []
    lines.reserveCapacity(documents.reduce(0) { $0 + $1.length + 1 })
    for document in documents {
      lines += document.bytes
      lines.append(UInt8(ascii: "\n"))
    }
    self.path = path
    self.through = through
    contentHash = RowSetDigest.hex(of: lines)
    bytes = try Gzip.compress(lines, level: 1, name: path.description)
    length = lines.count
    entries = documents.count
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

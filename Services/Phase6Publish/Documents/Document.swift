import League
import Warehouse

/// A document as it is published: an envelope that is the same in all of them, and content.
///
/// The envelope is `schema_version`, `game_date`, `data_through`, `content_hash`, in this order. It holds no moment and
/// no run, so equal content is equal bytes.
struct Document: Hashable, Sendable {
  /// Version of the documents' shapes; raised when a field changes its meaning or goes away.
  static let schemaVersion = 1

  /// Where it stands.
  let path: DocumentPath
  /// SHA-256 of the document's bytes with an empty `content_hash`, 32 hex digits.
  let contentHash: String
  /// The document as JSON.
  let bytes: [UInt8]
  /// How many things it lists.
  let entries: Int

  /// - Parameters:
  ///   - date: the date it is about; nil when it is about many.
  ///   - through: no result after this date went into it.
  ///   - content: its fields after the envelope, in order.
  init(
    at path: DocumentPath, date: GameDate?, through: GameDate, entries: Int, content: [DocumentValue.Field]
  ) {
    func json(hash: String) -> [UInt8] {
      var fields = [DocumentValue.Field("schema_version", .integer(Self.schemaVersion))]
      if let date { fields.append(.init("game_date", .string("\(date)"))) }
      fields += [.init("data_through", .string("\(through)")), .init("content_hash", .string(hash))]
      var text = JSONText()
      text.write(.object(fields + content))
      return text.bytes
    }
    self.path = path
    self.entries = entries
    contentHash = RowSetDigest.hex(of: json(hash: ""))
    bytes = json(hash: contentHash)
  }
}

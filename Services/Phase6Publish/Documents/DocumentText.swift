import League
import Warehouse

/// The text of a document: an envelope that is the same in all of them, and content.
///
/// The envelope is `schema_version`, `game_date`, `data_through`, `content_hash`, in this order. It holds no moment and
/// no run, so equal content is equal bytes.
struct DocumentText: Hashable, Sendable {
  let bytes: [UInt8]
  /// SHA-256 of the bytes with an empty `content_hash`, 32 hex digits.
  let contentHash: String

  /// - Parameters:
  ///   - date: the date it is about; nil when it is about many.
  ///   - through: no result after this date went into it; nil when it holds none at all.
  ///   - writeContent: writes its fields after the envelope.
  init(_ kind: DocumentKind, date: GameDate?, through: GameDate?, _ writeContent: (inout JSONText) -> Void) {
    var json = JSONText(capacity: 4096)
    var place = 0
    json.object { json in
      json.field("schema_version", kind.version)
      if let date { json.field("game_date", date) }
      json.field("data_through", through)
      json.field("content_hash", "")
      place = json.bytes.count - 1
      writeContent(&json)
    }
    contentHash = RowSetDigest.hex(of: json.bytes)
    json.insert(contentHash, at: place)
    bytes = json.bytes
  }
}

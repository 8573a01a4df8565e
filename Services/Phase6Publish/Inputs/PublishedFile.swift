import Contracts
import League
import Pipeline
import Warehouse

/// The documents that a table published on a date, as the manifest lists them.
struct PublishedFile<Source: DocumentTable>: Projection {
  static var table: String { Source.name.text }
  var gameDate = GameDate(dayNumber: 0)
  var path = ""
  var contentHash = ""
  var length = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("path", &path, "")
    try c.column("content_hash", &contentHash, "")
    try c.column("bytes", &length, "")
  }

  /// What the manifest says of it.
  var listing: (path: String, contentHash: String, length: Int) { (path, contentHash, length) }
}

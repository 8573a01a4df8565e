import League
import Warehouse

/// What the manifest says of a document.
struct PublishedFile: Hashable, Sendable {
  var path = ""
  var contentHash = ""
  var byteCount = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("path", &path, "")
    try c.column("content_hash", &contentHash, "")
    try c.column("bytes", &byteCount, "")
  }
}

/// The results document of a date.
struct PublishedResults: Projection {
  static let table = "results_document"
  var gameDate = GameDate(dayNumber: 0)
  var file = PublishedFile()

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try file.columns(&c)
  }
}

/// The predictions document of a date.
struct PublishedPredictions: Projection {
  static let table = "predictions_document"
  var gameDate = GameDate(dayNumber: 0)
  var file = PublishedFile()

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try file.columns(&c)
  }
}

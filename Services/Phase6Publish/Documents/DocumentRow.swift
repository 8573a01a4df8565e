import Warehouse

/// What the warehouse keeps of a published document. The document itself travels beside the columns, from the formula
/// that built it to the moment it is published.
struct DocumentRow: Record {
  var path = ""
  var contentHash = ""
  var length = 0
  var entries = 0
  /// Not a column; nil in a row that comes from the warehouse.
  var document: Document?

  init() {}

  /// The row of a document.
  init(_ document: Document) {
    path = document.path.description
    contentHash = document.contentHash
    length = document.length
    entries = document.entries
    self.document = document
  }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("path", &path, "Where the document stands below the documents' folder")
    try c.column("content_hash", &contentHash, "SHA-256 of the document with an empty content_hash, 32 hex digits")
    try c.column("bytes", &length, in: 1...1e9, "Length of the document in bytes, before any compression")
    try c.column("entries", &entries, in: 0...1e6, "How many things the document lists")
  }
}

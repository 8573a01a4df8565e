import Providers
import Warehouse

/// A payload that was fetched, by reference: its bytes are in the payload store under their digest.
struct PayloadReference: Record {
  var file = ""
  var source = ""
  var digest = ""
  var bytes = 0
  var lines = 0

  init() {}

  init(_ payload: Payload, id: PayloadID) {
    file = payload.file
    source = payload.source
    digest = id.hex
    bytes = payload.bytes.count
    lines = payload.lines
  }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.key("file", &file, "File of the source without its extension, such as player_box_reduced_2022-23")
    try c.column("source", &source, "Name of the source")
    try c.column("sha256", &digest, "SHA-256 of the payload, its name in the payload store")
    try c.column("bytes", &bytes, in: 1...1e12, "Size, uncompressed")
    try c.column("lines", &lines, in: 0...1e9, "Lines below the header")
  }
}

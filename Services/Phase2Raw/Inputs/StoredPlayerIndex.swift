import League
import Warehouse

/// The index of a season's players, as its reader needs it.
struct StoredPlayerIndex: Projection {
  static let table = "payload_players"
  var gameDate = GameDate(dayNumber: 0)
  var file = ""
  var digest = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("file", &file, "")
    try c.column("sha256", &digest, "")
  }
}

import League
import Warehouse

/// A book's quote for a player's points.
struct PropPrice: Projection {
  static let table = "raw_prop_lines"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID: Int?
  var book = ""
  var quote = 0
  var line = 0.0
  var over: Int?
  var under: Int?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("sportsbook", &book, "")
    try c.column("quote", &quote, "")
    try c.column("line", &line, "")
    try c.column("over_price", &over, "")
    try c.column("under_price", &under, "")
  }
}

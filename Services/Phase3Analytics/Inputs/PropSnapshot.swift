import League
import Warehouse

/// A book's line for a player in one market.
struct PropSnapshot: Projection {
  static let table = "raw_prop_lines"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID: Int?
  var market = ""
  var book = ""
  var line = 0.0
  var minutesBeforeTip: Int?
  var openingLine: Double?
  var isMain = true

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("market", &market, "")
    try c.column("sportsbook", &book, "")
    try c.column("line", &line, "")
    try c.column("minutes_before_tip", &minutesBeforeTip, "")
    try c.column("opening_line", &openingLine, "")
    try c.column("is_main", &isMain, "")
  }
}

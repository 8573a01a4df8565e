import League
import Warehouse

/// A book's spread and total for a game.
struct GameLineSnapshot: Projection {
  static let table = "raw_game_lines"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var book = ""
  var homeSpread: Double?
  var total: Double?
  var minutesBeforeTip: Int?
  var snapshot: String?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("sportsbook", &book, "")
    try c.column("home_spread", &homeSpread, "")
    try c.column("total", &total, "")
    try c.column("minutes_before_tip", &minutesBeforeTip, "")
    try c.column("snapshot_utc", &snapshot, "")
  }

  var quote: GameLineQuote {
    GameLineQuote(book: book, homeSpread: homeSpread, total: total, minutesBeforeTip: minutesBeforeTip)
  }
}

import Contracts
import League
import Pipeline
import Warehouse

/// What books asked for games: a row for each quote of a book.
struct RawGameLines: Table {
  static let name: TableName = "raw_game_lines"
  let version = 1
  let purpose = "What books asked for games, a row for each quote of a book."

  struct Row: Record {
    var gameID = ""
    var book = ""
    var quote = 0
    var homeSpread: Double?
    var total: Double?
    var homeMoneyline: Int?
    var awayMoneyline: Int?
    var snapshot: String?
    var minutesBeforeTip: Int?
    var source = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.key("sportsbook", &book, "Book, in lower-case letters, digits and underscores")
      try c.key("quote", &quote, "Number of the book's quote for the game, from 1, by moment; unrecorded moments first")
      try c.column(
        "home_spread", &homeSpread, scale: 1, in: -40...40, "Points the home team gets; negative when favoured")
      try c.column("total", &total, scale: 1, in: 150...300, "Points of both teams to go over or under")
      try c.column("home_moneyline", &homeMoneyline, "American odds of the home team; null when not quoted")
      try c.column("away_moneyline", &awayMoneyline, "American odds of the visitors; null when not quoted")
      try c.column("snapshot_utc", &snapshot, "When the quote was seen, in UTC; null when not recorded")
      try c.column(
        "minutes_before_tip", &minutesBeforeTip, "Minutes from then to the tip-off; null when one is unknown")
      try c.column("source", &source, "File that the row comes from")
    }
  }

  let payloads = SameDate<StoredPayload<InPayloadGameLines>>()
  let games = SameDate<ScheduledGame>()
  var inputs: [any Input] { [payloads, games] }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let schedule = DaySchedule(try view[games], season: view.season)
    return try reader.sift(view[payloads], for: Self.name, on: schedule, GameQuotes.read)
      .partition(empty: "the source has no game lines for this date")
  }
}

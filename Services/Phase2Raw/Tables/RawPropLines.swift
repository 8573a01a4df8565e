import Contracts
import League
import Pipeline
import Warehouse

/// What books asked for players' points: a row for each quote of a book. Other markets are passed over.
struct RawPropLines: Table {
  static let name: TableName = "raw_prop_lines"
  let version = 1
  let purpose = "What books asked for players' points, a row for each quote of a book."

  struct Row: Record {
    var gameID = ""
    var playerLookup = ""
    var book = ""
    var quote = 0
    var playerID: Int?
    var playerName = ""
    var market = "player_points"
    var line = 0.0
    var overPrice: Int?
    var underPrice: Int?
    var snapshot: String?
    var minutesBeforeTip: Int?
    var isMain = true
    var openingLine: Double?
    var source = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.key("player_lookup", &playerLookup, "The book's name for him, in lower-case letters and digits")
      try c.key("sportsbook", &book, "Book, in lower-case letters, digits and underscores")
      try c.key("quote", &quote, "Number of the book's quote for him in the game, from 1, by moment and line")
      try c.column("player_id", &playerID, "NBA.com person id; null when the name was not matched")
      try c.column("player_name", &playerName, "Name as the book writes it, first name first")
      try c.column("market", &market, "player_points")
      try c.column("line", &line, scale: 1, in: 0.5...60, "Points to go over or under")
      try c.column("over_price", &overPrice, "American odds of the over; null when not quoted")
      try c.column("under_price", &underPrice, "American odds of the under; null when not quoted")
      try c.column("snapshot_utc", &snapshot, "When the quote was seen, in UTC; null when not recorded")
      try c.column(
        "minutes_before_tip", &minutesBeforeTip, "Minutes from then to the tip-off; null when one is unknown")
      try c.column(
        "is_main", &isMain, "Whether it is the book's line closest to even at that moment; others are alternates")
      try c.column(
        "opening_line", &openingLine, scale: 1, in: 0.5...60, "The provider's opening line; null in archives")
      try c.column("source", &source, "File that the row comes from")
    }
  }

  let payloads = SameDate<StoredPayload<InPayloadPropLines>>()
  let games = SameDate<ScheduledGame>()
  var inputs: [any Input] { [payloads, games] }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let schedule = DaySchedule(try view[games], season: view.season)
    return try reader.sift(view[payloads], for: Self.name, on: schedule, PropQuotes.read)
      .partition(empty: "the source has no points lines for this date")
  }
}

import League
import Providers

/// The lines of game line files.
struct GameQuotes {
  private let schedule: DaySchedule
  private let id, book, spread, total: CSVColumn
  private let homeMoneyline, awayMoneyline, snapshot, tipOff: CSVColumn?
  private let source: String

  /// Reads the lines of a date and numbers each book's quotes for a game by moment.
  static func read(_ tables: [CSVTable], schedule: DaySchedule) throws -> Sifted<RawGameLines.Row> {
    var sifted = Sifted<RawGameLines.Row>()
    for table in tables {
      let lines = try GameQuotes(table, schedule: schedule)
      try sifted.sift(table, lines.read)
    }
    sifted.keepOne(
      of: { "\($0.gameID) \($0.book) \($0.snapshot ?? "")" }, better: { _, _ in false }, noun: "quotes")
    sifted.rows.sort { ($0.gameID, $0.book, $0.snapshot ?? "") < ($1.gameID, $1.book, $1.snapshot ?? "") }
    for place in sifted.rows.indices {
      let isFirst =
        place == 0
        || (sifted.rows[place].gameID, sifted.rows[place].book)
          != (sifted.rows[place - 1].gameID, sifted.rows[place - 1].book)
      sifted.rows[place].quote = isFirst ? 1 : sifted.rows[place - 1].quote + 1
    }
    return sifted
  }

  private init(_ table: CSVTable, schedule: DaySchedule) throws {
    self.schedule = schedule
    id = try table.column("game_id")
    book = try table.column("sportsbook")
    spread = try table.column("home_spread")
    total = try table.column("total")
    homeMoneyline = table.optionalColumn("home_moneyline")
    awayMoneyline = table.optionalColumn("away_moneyline")
    snapshot = table.optionalColumn("snapshot_utc")
    tipOff = table.optionalColumn("commence_utc")
    source = table.name
  }

  private func read(_ line: CSVRow) throws -> RawGameLines.Row? {
    let game = try schedule.game(of: line, id)
    let moment = try line.optionalTime(snapshot)
    var row = RawGameLines.Row()
    row.gameID = game.gameID
    row.book = try line.book(book)
    row.homeSpread = try line.optionalDouble(spread)
    row.total = try line.optionalDouble(total)
    if let points = row.homeSpread, !(-40...40).contains(points) {
      throw line.wrong(spread, expected: "-40 to 40")
    }
    if let points = row.total, !(150...300).contains(points) { throw line.wrong(total, expected: "150 to 300") }
    row.homeMoneyline = try line.optionalOdds(homeMoneyline)
    row.awayMoneyline = try line.optionalOdds(awayMoneyline)
    row.snapshot = moment?.description
    row.minutesBeforeTip = schedule.minutesBeforeTip(of: game, at: moment, announced: try line.optionalTime(tipOff))
    row.source = source
    return row
  }
}

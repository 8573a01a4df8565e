import League
import Providers

/// The lines of prop files that are about points.
struct PropQuotes {
  private let schedule: DaySchedule
  private let id, name, market, book, line, over, under: CSVColumn
  private let player, snapshot, tipOff, isMain, opening: CSVColumn?
  private let source: String

  /// A quote as read; whether it is its book's main one is settled among all of them.
  private struct Quote {
    var row: RawPropLines.Row
    var isStatedMain: Bool?
    var moment: UTCTime?
  }

  /// Whose quotes stand side by side: those of a book for a player at a moment.
  private struct Board: Hashable, Comparable {
    let game: String
    let player: String
    let book: String
    let seconds: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.game, left.player, left.book, left.seconds) < (right.game, right.player, right.book, right.seconds)
    }
  }

  private struct Offer: Hashable {
    let board: Board
    let line: Double
  }

  /// Reads the lines of a date. The same line of a book at the same moment stands once, with the prices nearest to even.
  static func read(_ tables: [CSVTable], schedule: DaySchedule) throws -> Sifted<RawPropLines.Row> {
    var quotes = Sifted<Quote>()
    for table in tables {
      let lines = try PropQuotes(table, schedule: schedule)
      try quotes.sift(table, lines.read)
    }
    quotes.keepOne(
      of: { Offer(board: board(of: $0), line: $0.row.line) },
      better: { $0.row.imbalance < $1.row.imbalance }, noun: "quotes")
    var sifted = Sifted<RawPropLines.Row>(refusals: quotes.refusals)
    sifted.remarks = quotes.remarks
    sifted.rows = numbered(quotes.rows)
    return sifted
  }

  private static func board(of quote: Quote) -> Board {
    Board(
      game: quote.row.gameID, player: quote.row.playerLookup, book: quote.row.book,
      seconds: quote.moment?.seconds ?? .min)
  }

  /// Marks main lines and numbers each book's quotes for a player by moment and line.
  private static func numbered(_ quotes: [Quote]) -> [RawPropLines.Row] {
    var rows: [RawPropLines.Row] = []
    for (board, group) in Dictionary(grouping: quotes, by: board).sorted(by: { $0.key < $1.key }) {
      let inOrder = group.sorted { $0.row.line < $1.row.line }
      let main = inOrder.indices.min { inOrder[$0].row.imbalance < inOrder[$1].row.imbalance }
      for (place, quote) in inOrder.enumerated() {
        var row = quote.row
        row.isMain = quote.isStatedMain ?? (place == main)
        let last = rows.last.map { ($0.gameID, $0.playerLookup, $0.book) == (board.game, board.player, board.book) }
        row.quote = last == true ? rows[rows.count - 1].quote + 1 : 1
        rows.append(row)
      }
    }
    return rows
  }

  private init(_ table: CSVTable, schedule: DaySchedule) throws {
    self.schedule = schedule
    id = try table.column("game_id")
    name = try table.column("player_name_book")
    market = try table.column("market")
    book = try table.column("sportsbook")
    line = try table.column("line")
    over = try table.column("over_price")
    under = try table.column("under_price")
    player = table.optionalColumn("player_id")
    snapshot = table.optionalColumn("snapshot_utc")
    tipOff = table.optionalColumn("commence_utc")
    isMain = table.optionalColumn("is_main")
    opening = table.optionalColumn("opening_line")
    source = table.name
  }

  private func read(_ line: CSVRow) throws -> Quote? {
    guard try line.matches(market, "player_points") else { return nil }
    let game = try schedule.game(of: line, id)
    let name = try line.value(name, expected: "a name") { PlayerName($0) }
    let moment = try line.optionalTime(snapshot)
    var row = RawPropLines.Row()
    row.gameID = game.gameID
    row.playerID = try line.optionalInt(player)
    row.playerName = name.text
    row.playerLookup = name.key.rawValue
    row.book = try line.book(book)
    row.line = try line.double(self.line)
    guard (0.5...60).contains(row.line), (row.line * 2).rounded() == row.line * 2 else {
      throw line.wrong(self.line, expected: "0.5 to 60 in steps of 0.5")
    }
    row.overPrice = try line.optionalOdds(over)
    row.underPrice = try line.optionalOdds(under)
    row.snapshot = moment?.description
    row.minutesBeforeTip = schedule.minutesBeforeTip(of: game, at: moment, announced: try line.optionalTime(tipOff))
    row.openingLine = try line.optionalDouble(opening)
    row.source = source
    return Quote(row: row, isStatedMain: try line.optionalFlag(isMain), moment: moment)
  }
}

extension RawPropLines.Row {
  /// How far the two prices are from even, 0 to 1; 1 when a side is missing.
  fileprivate var imbalance: Double {
    guard let overPrice, let underPrice else { return 1 }
    return abs(CSVRow.impliedChance(overPrice) - CSVRow.impliedChance(underPrice))
  }
}

extension CSVRow {
  /// A book's key: lower-case letters, digits and underscores.
  func book(_ column: CSVColumn) throws -> String {
    try value(column, expected: "a book") { text in
      let key = text.lowercased().utf8.filter { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
      return key.isEmpty ? nil : String(decoding: key, as: UTF8.self)
    }
  }
}

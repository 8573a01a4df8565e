public import JSON
import League

/// Books' points lines of a game.
///
/// | | |
/// |---|---|
/// | address | `api.bettingpros.com/v3/offers?sport=NBA&market_id=156&event_id=20879&book_id=null&limit=10&page=1` |
/// | shape | `offers[].selections[]` (over, under) `.books[].lines[]`; `_pagination.total_pages` |
/// | what can go wrong | Of the past it knows the last state alone: a line of each book, and the opening one. Some were updated after the tip-off; the moment goes into the line, and readers leave them out. A player's team is that of today and is not read. `active` is false of old offers and says nothing |
public enum BettingProsOffers: DocumentAdapter {
  /// `bettingpros_points`.
  public static let name = "bettingpros_points"
  /// No game has more pages.
  static let mostPages = 50

  static func request(event: Int, page: Int, at addresses: ProviderAddresses, key: Secret) -> WebRequest {
    addresses.bettingPros(
      "v3/offers",
      query: [
        .init("sport", "NBA"), .init("market_id", "156"), .init("event_id", String(event)), .init("book_id", "null"),
        .init("limit", "10"), .init("page", String(page)),
      ], key: key)
  }

  /// How many pages the game's offers have.
  static func pages(in document: JSONDocument) throws(ProviderError) -> Int {
    let pages = try document.root.object("_pagination").integer("total_pages")
    guard (0...mostPages).contains(pages) else { throw document.root.wrong("\(pages) pages of offers cannot be") }
    return pages
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .propLines else { return nil }
    let game = try context.name.game()
    var lines = DocumentLines(PropRow.columns)
    for offer in try document.root.list("offers") {
      guard try offer.integer("market_id") == 156 else { throw offer.wrong("an offer of another market") }
      guard let participant = try offer.list("participants").first,
        let name = PlayerName(try participant.text("name"))
      else { throw offer.wrong("an offer without a player") }
      var rows: [Key: PropRow] = [:]
      for selection in try offer.list("selections") {
        try read(selection, into: &rows)
      }
      for (_, row) in rows.sorted(by: { $0.key < $1.key }) {
        var row = row
        row.gameID = game.id
        row.playerName = name.text
        row.playerID = context.players.id(of: name, among: [game.home, game.away])
        row.append(to: &lines)
      }
    }
    return lines
  }

  private struct Key: Hashable, Comparable {
    let book: Int
    let line: Double

    static func < (left: Key, right: Key) -> Bool { (left.book, left.line) < (right.book, right.line) }
  }

  private static func read(_ selection: JSONElement, into rows: inout [Key: PropRow]) throws(ProviderError) {
    let side = try selection.text("selection").lowercased()
    guard side == "over" || side == "under" else { throw selection.wrong("'\(side)' is neither over nor under") }
    var opening: Double?
    if let value = selection["opening_line"], value.isObject { opening = try value.optionalNumber("line") }
    for book in try selection.list("books") {
      let id = try book.integer("id")
      for quote in try book.list("lines") {
        guard let line = try quote.optionalNumber("line") else { throw quote.wrong("a quote without a line") }
        let key = Key(book: id, line: line)
        var row = rows[key] ?? PropRow()
        row.book = books[id] ?? "book_\(id)"
        row.line = line
        let price = try quote.optionalInteger("cost")
        if side == "over" {
          row.over = price
          row.opening = opening
        } else {
          row.under = price
        }
        if let updated = try quote.optionalText("updated") {
          guard let moment = GameClock.utc(updated) else { throw quote.wrong("'updated' is no time") }
          row.snapshot = max(row.snapshot ?? "", moment)
        }
        rows[key] = row
      }
    }
  }

  private static let books = [
    0: "consensus", 10: "fanduel", 12: "draftkings", 13: "caesars", 14: "pointsbet", 15: "sugarhouse", 18: "betrivers",
    19: "betmgm", 24: "bet365", 33: "fanatics", 36: "espnbet", 37: "hardrock", 60: "prizepicks", 63: "underdog",
  ]
}

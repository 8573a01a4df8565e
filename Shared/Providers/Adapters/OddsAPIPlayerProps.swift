public import JSON
import League

/// Books' points lines of a game.
///
/// | | |
/// |---|---|
/// | address | `…/events/{id}/odds?regions=us&markets=player_points&oddsFormat=american&dateFormat=iso`, and the same below `/v4/historical` with `date` |
/// | shape | `bookmakers[].markets[].outcomes[]`: `name` (Over, Under), `description` (the player), `price`, `point` |
/// | what can go wrong | Snapshots after the tip-off look like others: the moment goes into the line. Prices are American or decimal as they were asked for. 404 and 422 for an event that is gone |
public enum OddsAPIPlayerProps: DocumentAdapter {
  /// `odds_props`.
  public static let name = "odds_props"

  static func request(event: String, at moment: Moment?, at addresses: ProviderAddresses, key: Secret) -> WebRequest {
    addresses.odds(
      "events/\(WebRequest.escaped(event))/odds", at: moment,
      query: [
        .init("regions", "us"), .init("markets", "player_points"), .init("oddsFormat", "american"),
        .init("dateFormat", "iso"),
      ], key: key)
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .propLines else { return nil }
    let game = try context.name.game()
    let (value, snapshot) = try OddsAPI.unwrapped(document)
    guard let event = try OddsAPI.event(of: game, in: value, on: context.date) else {
      throw value.wrong("it is not of \(game.away.rawValue) at \(game.home.rawValue) on \(context.date)")
    }
    var lines = DocumentLines(PropRow.columns)
    for bookmaker in try event.list("bookmakers") {
      for market in try bookmaker.list("markets") where try market.text("key") == "player_points" {
        let updated = try market.optionalText("last_update")
        let moment = snapshot == nil ? updated : snapshot
        for row in try rows(of: market, of: bookmaker) {
          var row = row
          guard let name = PlayerName(row.playerName) else { throw market.wrong("a quote without a player") }
          row.gameID = game.id
          row.playerName = name.text
          row.playerID = context.players.id(of: name, among: [game.home, game.away])
          row.snapshot = moment
          row.tipOff = try event.text("commence_time")
          row.append(to: &lines)
        }
      }
    }
    return lines
  }

  private struct Key: Hashable {
    let player: String
    let line: Double
  }

  private static func rows(of market: JSONElement, of bookmaker: JSONElement) throws(ProviderError) -> [PropRow] {
    var rows: [Key: PropRow] = [:]
    var order: [Key] = []
    for outcome in try market.list("outcomes") {
      guard let line = try outcome.optionalNumber("point") else { throw outcome.wrong("a quote without a line") }
      let key = Key(player: try outcome.text("description"), line: line)
      if rows[key] == nil { order.append(key) }
      var row = rows[key] ?? PropRow()
      row.playerName = key.player
      row.book = try bookmaker.text("key")
      row.line = line
      switch try outcome.text("name").lowercased() {
      case "over": row.over = try OddsAPI.price(outcome)
      case "under": row.under = try OddsAPI.price(outcome)
      default: throw outcome.wrong("an outcome that is neither Over nor Under")
      }
      rows[key] = row
    }
    return order.compactMap { rows[$0] }
  }
}

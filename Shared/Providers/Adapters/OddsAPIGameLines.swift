public import JSON
import League

/// Spreads, totals and money lines.
///
/// | | |
/// |---|---|
/// | address | `…/odds?regions=us&markets=spreads,totals,h2h&oddsFormat=american&dateFormat=iso`, all games at once, and the same below `/v4/historical` with `date` |
/// | shape | as of player lines, a list of events; an outcome of a spread is a team's full name with its handicap |
/// | what can go wrong | The two sides of a spread are each other's negative: the home side's is the game's |
public enum OddsAPIGameLines: DocumentAdapter {
  /// `odds_lines`.
  public static let name = "odds_lines"

  static func request(at moment: Moment?, at addresses: ProviderAddresses, key: Secret) -> WebRequest {
    addresses.odds(
      "odds", at: moment,
      query: [
        .init("regions", "us"), .init("markets", "spreads,totals,h2h"), .init("oddsFormat", "american"),
        .init("dateFormat", "iso"),
      ], key: key)
  }

  /// A game's lines: a line for each book. A document without the game has none, since books open games one by one.
  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .gameLines else { return nil }
    let game = try context.name.game()
    let (value, snapshot) = try OddsAPI.unwrapped(document)
    var lines = DocumentLines(
      "game_id,sportsbook,home_spread,total,home_moneyline,away_moneyline,snapshot_utc,commence_utc")
    guard let event = try OddsAPI.event(of: game, in: value, on: context.date) else { return lines }
    for bookmaker in try event.list("bookmakers") {
      var (spread, total): (Double?, Double?)
      var prices: [TeamCode: Int] = [:]
      for market in try bookmaker.list("markets") {
        for outcome in try market.list("outcomes") {
          let side = try outcome.text("name")
          switch try market.text("key") {
          case "spreads" where TeamCode(fullName: side) == game.home: spread = try outcome.optionalNumber("point")
          case "totals" where side.lowercased() == "over": total = try outcome.optionalNumber("point")
          case "h2h": if let team = TeamCode(fullName: side) { prices[team] = try OddsAPI.price(outcome) }
          default: break
          }
        }
      }
      let updated = try bookmaker.optionalText("last_update")
      guard spread != nil || total != nil || !prices.isEmpty else { continue }
      lines.append([
        game.id, try bookmaker.text("key"), field(spread), field(total), field(prices[game.home]),
        field(prices[game.away]), snapshot ?? updated, try event.text("commence_time"),
      ])
    }
    return lines
  }
}

import JSON
import League

/// What the documents of the Odds API have in common.
///
/// Live documents are the value itself; historical ones wrap it with the moment of the snapshot: `timestamp` and `data`.
enum OddsAPI {
  /// The value, and the moment of a historical snapshot.
  static func unwrapped(_ document: JSONDocument) throws(ProviderError) -> (value: JSONElement, snapshot: String?) {
    guard document.root.isObject, document.root["timestamp"] != nil else { return (document.root, nil) }
    return (try document.root.member("data"), try document.root.text("timestamp"))
  }

  /// The event of a game among a document's: the one, or a list's one of these teams on that date.
  static func event(
    of game: LeagueGame, in value: JSONElement, on date: GameDate
  ) throws(ProviderError) -> JSONElement? {
    for event in value.elements ?? [value] {
      let home = TeamCode(fullName: try event.text("home_team"))
      let away = TeamCode(fullName: try event.text("away_team"))
      let start = try event.text("commence_time")
      guard let moment = Moment(start) else { throw event.wrong("'commence_time' is no time") }
      if game.isOf(home, away), moment.isOn(date) { return event }
    }
    return nil
  }

  /// American odds of a price, American already (−100 and below, 100 and above) or decimal (above 1); nil for anything
  /// else, longer odds than 1,000 to 1 among it. 1.91 is −110, 2.10 is +110.
  static func american(_ price: Double) -> Int? {
    guard abs(price) >= 100 || price > 1 else { return nil }
    let odds = abs(price) >= 100 ? price : price >= 2 ? (price - 1) * 100 : -100 / (price - 1)
    return abs(odds) <= 100_000 ? Int(odds.rounded()) : nil
  }

  static func price(_ outcome: JSONElement) throws(ProviderError) -> Int? {
    guard let price = try outcome.optionalNumber("price") else { return nil }
    guard let american = american(price) else { throw outcome.wrong("'price' is neither American nor decimal odds") }
    return american
  }
}

import JSON
import League

/// The day's games, with the numbers by which offers are asked for.
///
/// | | |
/// |---|---|
/// | address | `api.bettingpros.com/v3/events?sport=NBA&date=2021-10-21`, with a key (`BETTINGPROS_API_KEY`) |
/// | shape | `events[]` with `id`, `home`, `visitor`, `scheduled` (UTC) |
/// | what can go wrong | A private interface that nobody promises. Line-ups name players' teams of today |
enum BettingProsEvents {
  static let name = "bettingpros_events"

  static func request(on date: GameDate, at addresses: ProviderAddresses, key: Secret) -> WebRequest {
    addresses.bettingPros("v3/events", query: [.init("sport", "NBA"), .init("date", date.description)], key: key)
  }

  /// The event's number for a game; nil when the day has none.
  static func event(of game: LeagueGame, in document: JSONDocument) throws(ProviderError) -> Int? {
    var found: Int?
    for event in try document.root.list("events") {
      let (home, away) = (TeamCode(alias: try event.text("home")), TeamCode(alias: try event.text("visitor")))
      let id = try event.integer("id")
      if game.isOf(home, away) { found = found ?? id }
    }
    return found
  }
}

import JSON
import League

/// The games that books have lines for, with the ids by which lines are asked for.
///
/// | | |
/// |---|---|
/// | address | `api.the-odds-api.com/v4/sports/basketball_nba/events?apiKey=…`; of the past `/v4/historical/sports/basketball_nba/events?date=2024-01-25T16:00:00Z` |
/// | shape | `[]` of events, wrapped when historical |
/// | what can go wrong | The key stands in the address. A game keeps its id, but a moved one may get another |
enum OddsAPIEvents {
  static let name = "odds_events"

  static func request(at moment: Moment?, at addresses: ProviderAddresses, key: Secret) -> WebRequest {
    addresses.odds("events", at: moment, query: [], key: key)
  }

  /// The event's id for a game; nil when there is none.
  static func event(
    of game: LeagueGame, in document: JSONDocument, on date: GameDate
  ) throws(ProviderError) -> String? {
    let (value, _) = try OddsAPI.unwrapped(document)
    guard value.elements != nil else { throw value.wrong("events are no list") }
    return try OddsAPI.event(of: game, in: value, on: date)?.text("id")
  }
}

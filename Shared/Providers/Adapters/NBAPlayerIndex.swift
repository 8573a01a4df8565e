public import JSON
import League

/// The league's players with their ids.
///
/// | | |
/// |---|---|
/// | address | `stats.nba.com/stats/playerindex?Historical=0&LeagueID=00&Season=2024-25&SeasonType=Regular+Season&TeamID=0` |
/// | shape | result set `PlayerIndex` |
/// | what can go wrong | The team is that of today, whatever the season; a free agent has none |
public enum NBAPlayerIndex {
  /// `nba_players`.
  public static let name = "nba_players"

  static func request(of season: Season, at addresses: ProviderAddresses) -> WebRequest {
    addresses.stats(
      "playerindex",
      query: [
        .init("Historical", "0"), .init("LeagueID", "00"), .init("Season", season.label),
        .init("SeasonType", "Regular Season"), .init("TeamID", "0"),
      ])
  }

  /// The directory.
  public static func read(_ document: JSONDocument) throws(ProviderError) -> PlayerDirectory {
    var directory = PlayerDirectory()
    for player in try players(in: document) {
      directory.add(id: player.id, name: player.name, team: player.teams.first)
    }
    return directory
  }

  /// The players as they stand there.
  static func players(in document: JSONDocument) throws(ProviderError) -> [IndexedPlayer] {
    var players: [IndexedPlayer] = []
    for row in try ResultSet("PlayerIndex", in: document).rows() {
      let parts = [try row.optionalText("PLAYER_FIRST_NAME"), try row.optionalText("PLAYER_LAST_NAME")]
      guard let name = PlayerName(parts.compactMap { $0 }.joined(separator: " ")) else {
        throw row.value.wrong("a player has no name")
      }
      let team = try row.optionalText("TEAM_ABBREVIATION").flatMap { TeamCode(alias: $0) }
      players.append(
        IndexedPlayer(
          id: try row.integer("PERSON_ID"), name: name, teams: team.map { [$0] } ?? [],
          position: try row.textIfThere("POSITION"), jersey: try row.textIfThere("JERSEY_NUMBER")))
    }
    return players
  }
}

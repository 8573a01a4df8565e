import League

/// The box lines of all players of a season, or of one day, in one document: the cheapest way through history.
///
/// | | |
/// |---|---|
/// | address | `stats.nba.com/stats/leaguegamelog?PlayerOrTeam=P&Season=2024-25&SeasonType=Regular+Season&Counter=1000&DateFrom=&DateTo=&Direction=DESC&LeagueID=00&Sorter=DATE` |
/// | shape | result set `LeagueGameLog` |
/// | what can go wrong | Minutes are whole. Only those who played stand in it. There is a document for each type of game |
public enum NBAGameLog: DocumentAdapter {
  /// `nba_game_log`.
  public static let name = "nba_game_log"

  /// - Parameter type: `Regular Season`, `Playoffs`, `PlayIn`.
  static func request(of season: Season, type: String, on date: GameDate, at addresses: ProviderAddresses)
    -> WebRequest
  {
    let (year, month, day) = date.civil
    let american = "\(month)/\(day)/\(year)"
    return addresses.stats(
      "leaguegamelog",
      query: [
        .init("Counter", "1000"), .init("DateFrom", american), .init("DateTo", american), .init("Direction", "DESC"),
        .init("LeagueID", "00"), .init("PlayerOrTeam", "P"), .init("Season", season.label), .init("SeasonType", type),
        .init("Sorter", "DATE"),
      ])
  }

  /// The lines of the context's date; those of other dates are passed over.
  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .playerBox else { return nil }
    var lines = DocumentLines(BoxScoreLines.playerColumns)
    for row in try ResultSet("LeagueGameLog", in: document).rows() {
      guard try row.text("GAME_DATE") == context.date.description else { continue }
      let code = try row.text("TEAM_ABBREVIATION")
      guard let team = TeamCode(alias: code) else { throw row.value.wrong("'\(code)' is no team") }
      BoxScoreLines.append(
        BoxScoreLines.Player(
          gameID: try row.text("GAME_ID"), id: try row.integer("PLAYER_ID"), name: try row.text("PLAYER_NAME"),
          team: team, seconds: Double(try row.integer("MIN")) * 60, isExact: false,
          counts: try .init(row, turnovers: "TOV")),
        to: &lines)
    }
    return lines
  }
}

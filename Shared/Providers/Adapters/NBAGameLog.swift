public import JSON
import League

/// The box lines of all players of a season, or of one day, in one document: the cheapest way through history.
///
/// | | |
/// |---|---|
/// | address | `stats.nba.com/stats/leaguegamelog?PlayerOrTeam=P&Season=2024-25&SeasonType=Regular+Season&Counter=1000&DateFrom=&DateTo=&Direction=DESC&LeagueID=00&Sorter=DATE` |
/// | shape | result set `LeagueGameLog` |
/// | what can go wrong | Minutes are whole. Only those who played stand in it. There is a document for each type of game, and none of the Cup final. A team's own turnovers and the overtimes are not told: a team's line is the sum of its players' |
public enum NBAGameLog: DocumentAdapter {
  /// `nba_game_log`.
  public static let name = "nba_game_log"

  /// What the league calls the games of a type; nil for one that has no log.
  static func seasonType(of game: LeagueGame) -> String? {
    switch GameID(game.id[...])?.type {
    case .regularSeason: "Regular Season"
    case .playoffs: "Playoffs"
    case .playIn: "PlayIn"
    default: nil
    }
  }

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

  /// Whether a day's log has a game.
  static func has(_ game: LeagueGame, in document: JSONDocument) throws(ProviderError) -> Bool {
    for row in try ResultSet("LeagueGameLog", in: document).rows() where try row.text("GAME_ID") == game.id {
      return true
    }
    return false
  }

  /// The lines of the context's date, and of its game where the name tells one; others are passed over.
  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    let game = context.name.parts.count > 1 ? try context.name.game() : nil
    guard kind == .playerBox || (game != nil && (kind == .teamBox || kind == .games)) else { return nil }
    let players = try players(in: document, context.date, of: game)
    guard kind != .playerBox else {
      var lines = DocumentLines(BoxScoreLines.playerColumns)
      for player in players { BoxScoreLines.append(player, to: &lines) }
      return lines
    }
    guard let game else { return nil }
    let (home, away) = (
      total(of: players.filter { $0.team == game.home }), total(of: players.filter { $0.team == game.away })
    )
    guard (home.points ?? 0) > 0, (away.points ?? 0) > 0 else {
      throw document.root.wrong("a side of game \(game.id) has no points")
    }
    if kind == .games {
      var lines = DocumentLines(BoxScoreLines.gameColumns)
      lines.append([
        game.id, context.date.description, game.home.rawValue, game.away.rawValue, field(home.points),
        field(away.points), nil, nil, nil,
      ])
      return lines
    }
    var lines = DocumentLines(BoxScoreLines.teamColumns)
    BoxScoreLines.append(game.home, of: game.id, home, opponentPoints: away.points, to: &lines)
    BoxScoreLines.append(game.away, of: game.id, away, opponentPoints: home.points, to: &lines)
    return lines
  }

  private static func players(
    in document: JSONDocument, _ date: GameDate, of game: LeagueGame?
  ) throws(ProviderError) -> [BoxScoreLines.Player] {
    var players: [BoxScoreLines.Player] = []
    for row in try ResultSet("LeagueGameLog", in: document).rows() {
      guard try row.text("GAME_DATE") == date.description else { continue }
      let id = try row.text("GAME_ID")
      guard game == nil || game?.id == id else { continue }
      let code = try row.text("TEAM_ABBREVIATION")
      guard let team = TeamCode(alias: code) else { throw row.value.wrong("'\(code)' is no team") }
      players.append(
        BoxScoreLines.Player(
          gameID: id, id: try row.integer("PLAYER_ID"), name: try row.text("PLAYER_NAME"), team: team,
          seconds: Double(try row.integer("MIN")) * 60, isExact: false, counts: try .init(row, turnovers: "TOV")))
    }
    return players
  }

  private static func total(of players: [BoxScoreLines.Player]) -> BoxScoreLines.Counts {
    var total = BoxScoreLines.Counts()
    for player in players { total.add(player.counts) }
    return total
  }
}

public import JSON
import League

/// A game's box score from the statistics service; stands in when the static document is missing.
///
/// | | |
/// |---|---|
/// | address | `stats.nba.com/stats/boxscoretraditionalv3?GameID=0022400561&StartPeriod=0&EndPeriod=14&StartRange=0&EndRange=0&RangeType=0` |
/// | shape | `boxScoreTraditional.homeTeam` and `.awayTeam` with `.players[]` and `.statistics` |
/// | what can go wrong | The service drops or hangs on many addresses. It sends no status: a game under way looks like a final one, so it is asked for final games alone. Minutes are `35:12`, empty for one who did not play; a position says that he started |
public enum NBABoxScoreV3: DocumentAdapter {
  /// `nba_box_v3`.
  public static let name = "nba_box_v3"

  static func request(of game: LeagueGame, at addresses: ProviderAddresses) -> WebRequest {
    addresses.stats(
      "boxscoretraditionalv3",
      query: [
        .init("GameID", game.id), .init("StartPeriod", "0"), .init("EndPeriod", "14"), .init("StartRange", "0"),
        .init("EndRange", "0"), .init("RangeType", "0"),
      ])
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    let box = try document.root.object("boxScoreTraditional")
    let id = try box.text("gameId")
    guard id == context.name.parts[0] else { throw box.wrong("it is of game \(id)") }
    let (home, away) = (try box.object("homeTeam"), try box.object("awayTeam"))
    let sides = [(try team(home), home), (try team(away), away)]
    var points: [Int] = []
    for (_, side) in sides { points.append(try side.object("statistics").integer("points")) }
    switch kind {
    case .games:
      var lines = DocumentLines(BoxScoreLines.gameColumns)
      lines.append([
        id, context.date.description, sides[0].0.rawValue, sides[1].0.rawValue, String(points[0]), String(points[1]),
        field(try overtimes(home)), nil, nil,
      ])
      return lines
    case .playerBox:
      var lines = DocumentLines(BoxScoreLines.playerColumns)
      for (team, side) in sides {
        for player in try side.list("players") {
          BoxScoreLines.append(try self.player(player, gameID: id, team: team), to: &lines)
        }
      }
      guard lines.count > 0 else { throw box.wrong("a box without players") }
      return lines
    case .teamBox:
      var lines = DocumentLines(BoxScoreLines.teamColumns)
      for (index, (team, side)) in sides.enumerated() {
        BoxScoreLines.append(
          team, of: id, try .init(side.object("statistics")), opponentPoints: points[1 - index], to: &lines)
      }
      return lines
    case .shots, .propLines, .gameLines, .playByPlay, .injuries: return nil
    }
  }

  private static func team(_ side: JSONElement) throws(ProviderError) -> TeamCode {
    let code = try side.text("teamTricode")
    guard let team = TeamCode(alias: code) else { throw side.wrong("'\(code)' is no team") }
    return team
  }

  /// By the team's minutes: 240, and 25 for each overtime.
  private static func overtimes(_ side: JSONElement) throws(ProviderError) -> Int? {
    guard let text = try side.object("statistics").optionalText("minutes"), let seconds = GameClock.seconds(text) else {
      return nil
    }
    let minutes = Int((seconds / 60).rounded())
    return minutes >= 240 && (minutes - 240) % 25 == 0 ? (minutes - 240) / 25 : nil
  }

  private static func player(
    _ player: JSONElement, gameID: String, team: TeamCode
  ) throws(ProviderError) -> BoxScoreLines.Player {
    let statistics = try player.object("statistics")
    let text = try statistics.optionalText("minutes")
    let seconds = text.flatMap(GameClock.seconds)
    if text != nil, seconds == nil { throw player.wrong("'minutes' is no time") }
    let comment = try player.optionalText("comment")
    let hasPlayed = (seconds ?? 0) > 0 || (seconds != nil && comment == nil)
    let first = try player.optionalText("firstName")
    return BoxScoreLines.Player(
      gameID: gameID, id: try player.integer("personId"),
      name: [first, try player.text("familyName")].compactMap { $0 }.joined(separator: " "), team: team,
      seconds: hasPlayed ? seconds : nil, isStarter: try player.optionalText("position") != nil,
      status: hasPlayed ? "active" : "dnp", reason: hasPlayed ? nil : comment, counts: try .init(statistics))
  }
}

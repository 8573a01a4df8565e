public import JSON
import League

/// A game's box score, players and teams in one document.
///
/// | | |
/// |---|---|
/// | address | `cdn.nba.com/static/json/liveData/boxscore/boxscore_0022400561.json` |
/// | shape | `game.gameStatus`, `.period`, `.homeTeam` and `.awayTeam` with `.players[]` and `.statistics` |
/// | what can go wrong | 403 or 404 before the game and for games of long ago. A game under way (status 2) has the same shape: only a final one (3) gives lines of players. Flags are texts, `"1"` |
public enum NBABoxScore: DocumentAdapter {
  /// `nba_box`.
  public static let name = "nba_box"

  static func request(of game: LeagueGame, at addresses: ProviderAddresses) -> WebRequest {
    addresses.cdn("static/json/liveData/boxscore/boxscore_\(game.id).json", source: "nba_cdn")
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    let game = try document.root.object("game")
    let id = try game.text("gameId")
    guard id == context.name.parts[0] else { throw game.wrong("it is of game \(id)") }
    let isFinal = try game.integer("gameStatus") == 3
    let sides = try [Side(game.object("homeTeam")), Side(game.object("awayTeam"))]
    switch kind {
    case .games: return try gameLine(game, sides, isFinal: isFinal, date: context.date)
    case .playerBox:
      var lines = DocumentLines(BoxScoreLines.playerColumns)
      for side in sides where isFinal {
        for player in try side.value.list("players") {
          BoxScoreLines.append(try self.player(player, gameID: id, team: side.team), to: &lines)
        }
      }
      guard !isFinal || lines.count > 0 else { throw game.wrong("a final box without players") }
      return lines
    case .teamBox:
      var lines = DocumentLines(BoxScoreLines.teamColumns)
      for (side, other) in zip(sides, sides.reversed()) where isFinal {
        let statistics = try side.value.object("statistics")
        let extras = try [
          statistics.optionalInteger("pointsInThePaint"), statistics.optionalInteger("pointsSecondChance"),
          statistics.optionalInteger("pointsFastBreak"), statistics.optionalInteger("pointsFromTurnovers"),
        ]
        BoxScoreLines.append(
          side.team, of: id, try .init(statistics), opponentPoints: other.score, extras: extras, to: &lines)
      }
      return lines
    case .shots, .propLines, .gameLines, .playByPlay, .injuries: return nil
    }
  }

  private struct Side {
    let value: JSONElement
    let team: TeamCode
    let score: Int

    init(_ value: JSONElement) throws(ProviderError) {
      self.value = value
      let code = try value.text("teamTricode")
      guard let team = TeamCode(alias: code) else { throw value.wrong("'\(code)' is no team") }
      self.team = team
      score = try value.integer("score")
    }
  }

  private static func gameLine(
    _ game: JSONElement, _ sides: [Side], isFinal: Bool, date: GameDate
  ) throws(ProviderError) -> DocumentLines {
    var lines = DocumentLines(BoxScoreLines.gameColumns)
    lines.append([
      try game.text("gameId"), date.description, sides[0].team.rawValue, sides[1].team.rawValue,
      isFinal ? String(sides[0].score) : nil, isFinal ? String(sides[1].score) : nil,
      isFinal ? String(try game.integer("period") - 4) : nil, try game.optionalText("gameTimeUTC"), nil,
    ])
    return lines
  }

  private static func player(
    _ player: JSONElement, gameID: String, team: TeamCode
  ) throws(ProviderError) -> BoxScoreLines.Player {
    let hasPlayed = try player.optionalFlag("played") == true
    let statistics = try player.object("statistics")
    let minutes = try statistics.optionalText("minutes").flatMap(GameClock.seconds)
    if hasPlayed, minutes == nil { throw player.wrong("'minutes' of one who played is no time") }
    let isListedOut = try player.optionalText("status")?.uppercased() == "INACTIVE"
    let description = try player.optionalText("notPlayingDescription")
    let code = try player.optionalText("notPlayingReason")
    return BoxScoreLines.Player(
      gameID: gameID, id: try player.integer("personId"), name: try player.text("name"), team: team,
      seconds: hasPlayed ? minutes : nil, isStarter: try player.optionalFlag("starter"),
      status: hasPlayed ? "active" : isListedOut ? "inactive" : "dnp",
      reason: hasPlayed ? nil : (description ?? code),
      counts: try .init(statistics))
  }
}

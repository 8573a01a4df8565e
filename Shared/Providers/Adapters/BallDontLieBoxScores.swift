public import JSON
import League

/// The box scores of a day; stand in for NBA.com's.
///
/// | | |
/// |---|---|
/// | address | `api.balldontlie.io/v1/box_scores?date=2024-01-15`, with a key (`BALLDONTLIE_API_KEY`) |
/// | shape | `data[]` of games with `home_team.players[]` and `visitor_team.players[]`; `meta.next_cursor` where pages are offered |
/// | what can go wrong | `{"data":[]}` can be an outage: only the schedule says that there were no games. Players bear ids of its own: they are found by name. Minutes are whole, `"00"` for one who did not play. There is no starter, and no turnover of a team's own, so a team's turnovers are its players'. A number that is missing is unknown, never 0 |
public enum BallDontLieBoxScores: DocumentAdapter {
  /// `balldontlie_box`.
  public static let name = "balldontlie_box"

  static func request(on date: GameDate, cursor: String?, at addresses: ProviderAddresses, key: Secret) -> WebRequest {
    addresses.ballDontLie("v1/box_scores", query: [.init("date", date.description)], cursor: cursor, key: key)
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .games || kind == .playerBox || kind == .teamBox else { return nil }
    let game = try context.name.game()
    guard let box = try find(game, in: document, on: context.date) else {
      throw document.root.wrong("it holds no final game of \(game.away.rawValue) at \(game.home.rawValue)")
    }
    let sides = [try side(box, game.home), try side(box, game.away)]
    switch kind {
    case .games:
      var lines = DocumentLines(BoxScoreLines.gameColumns)
      lines.append([
        game.id, context.date.description, game.home.rawValue, game.away.rawValue, String(sides[0].score),
        String(sides[1].score), field(try box.optionalInteger("period").map { max(0, $0 - 4) }),
        nil, nil,
      ])
      return lines
    case .playerBox:
      var lines = DocumentLines(BoxScoreLines.playerColumns)
      for (team, side) in zip([game.home, game.away], sides) {
        for value in side.players {
          BoxScoreLines.append(try player(value, of: game, team, context.players), to: &lines)
        }
      }
      return lines
    default:
      var lines = DocumentLines(BoxScoreLines.teamColumns)
      for (index, team) in [game.home, game.away].enumerated() {
        var total = BoxScoreLines.Counts()
        for value in sides[index].players where try hasPlayed(value) { total.add(try counts(value)) }
        total.points = sides[index].score
        BoxScoreLines.append(team, of: game.id, total, opponentPoints: sides[1 - index].score, to: &lines)
      }
      return lines
    }
  }

  /// Whether the document has the game, and has it as over.
  static func find(
    _ game: LeagueGame, in document: JSONDocument, on date: GameDate
  ) throws(ProviderError) -> JSONElement? {
    for box in try document.root.list("data") {
      let home = try TeamCode(alias: box.object("home_team").text("abbreviation"))
      let away = try TeamCode(alias: box.object("visitor_team").text("abbreviation"))
      guard game.isOf(home, away), try box.text("date").prefix(10) == date.description,
        try box.text("status").hasPrefix("Final")
      else { continue }
      return box
    }
    return nil
  }

  private static func side(
    _ box: JSONElement, _ team: TeamCode
  ) throws(ProviderError) -> (score: Int, players: [JSONElement]) {
    let isHome = try TeamCode(alias: box.object("home_team").text("abbreviation")) == team
    let players = try box.object(isHome ? "home_team" : "visitor_team").list("players")
    guard !players.isEmpty else { throw box.wrong("\(team.rawValue) has no players") }
    return (try box.integer(isHome ? "home_team_score" : "visitor_team_score"), players)
  }

  private static func hasPlayed(_ value: JSONElement) throws(ProviderError) -> Bool {
    (try seconds(value) ?? 0) > 0
  }

  private static func seconds(_ value: JSONElement) throws(ProviderError) -> Double? {
    guard let text = try value.optionalText("min") else { return nil }
    guard let seconds = GameClock.seconds(text) else { throw value.wrong("'min' is no time") }
    return seconds
  }

  private static func player(
    _ value: JSONElement, of game: LeagueGame, _ team: TeamCode, _ players: PlayerDirectory
  ) throws(ProviderError) -> BoxScoreLines.Player {
    let person = try value.object("player")
    let parts = [try person.optionalText("first_name"), try person.optionalText("last_name")].compactMap { $0 }
    guard let name = PlayerName(parts.joined(separator: " ")) else { throw person.wrong("a player has no name") }
    let isActive = try hasPlayed(value)
    return BoxScoreLines.Player(
      gameID: game.id, id: players.id(of: name, among: [team]), name: name.text, team: team,
      seconds: isActive ? try seconds(value) : nil, isExact: false, status: isActive ? "active" : "dnp",
      counts: try counts(value))
  }

  private static func counts(_ value: JSONElement) throws(ProviderError) -> BoxScoreLines.Counts {
    var counts = BoxScoreLines.Counts()
    counts.points = try value.optionalInteger("pts")
    counts.fieldGoalsMade = try value.optionalInteger("fgm")
    counts.fieldGoalsAttempted = try value.optionalInteger("fga")
    counts.threesMade = try value.optionalInteger("fg3m")
    counts.threesAttempted = try value.optionalInteger("fg3a")
    counts.freeThrowsMade = try value.optionalInteger("ftm")
    counts.freeThrowsAttempted = try value.optionalInteger("fta")
    counts.offensiveRebounds = try value.optionalInteger("oreb")
    counts.defensiveRebounds = try value.optionalInteger("dreb")
    counts.assists = try value.optionalInteger("ast")
    counts.steals = try value.optionalInteger("stl")
    counts.blocks = try value.optionalInteger("blk")
    counts.turnovers = try value.optionalInteger("turnover")
    counts.fouls = try value.optionalInteger("pf")
    counts.plusMinus = try value.optionalInteger("plus_minus")
    return counts
  }
}

public import JSON
import League

/// The league's schedule of a season.
///
/// | | |
/// |---|---|
/// | address | `cdn.nba.com/static/json/staticData/scheduleLeagueV2_1.json` (this season, no key); `stats.nba.com/stats/scheduleleaguev2int?LeagueID=00&Season=2024-25` (any season) |
/// | shape | `leagueSchedule.seasonYear`, `.gameDates[].games[]` |
/// | what can go wrong | `gameDateTimeEst` ends in `Z` and is Eastern wall time: only `gameDateTimeUTC` is UTC. Exhibition games have teams of other leagues. Playoff games stand in it before their teams are known. A postponed game stays under its old date until it has a new one |
public enum NBASchedule: DocumentAdapter {
  /// `nba_schedule`.
  public static let name = "nba_schedule"

  /// The request for a season; the current one has a document of its own that asks for no browser.
  static func request(of season: Season, isCurrent: Bool, at addresses: ProviderAddresses) -> WebRequest {
    guard !isCurrent else {
      return addresses.cdn("static/json/staticData/scheduleLeagueV2_1.json", source: "nba_cdn")
    }
    return addresses.stats(
      "scheduleleaguev2int", query: [.init("LeagueID", "00"), .init("Season", season.label), .init("GameSubType", "")])
  }

  public static func lines(
    of kind: PayloadKind, in document: JSONDocument, _ context: DocumentContext
  ) throws(ProviderError) -> DocumentLines? {
    guard kind == .games else { return nil }
    var lines = DocumentLines(BoxScoreLines.gameColumns)
    for (date, game) in try games(in: document) {
      guard let id = GameID(try game.text("gameId")) else { throw game.wrong("'gameId' is no game id") }
      guard id.type.isAnalysed else { continue }
      let (home, away) = (try game.object("homeTeam"), try game.object("awayTeam"))
      guard let homeCode = try home.optionalText("teamTricode"), let awayCode = try away.optionalText("teamTricode"),
        try !isPutOff(game)
      else { continue }
      let isFinal = try game.integer("gameStatus") == 3
      lines.append([
        id.text, date.description, homeCode, awayCode, isFinal ? field(try home.optionalInteger("score")) : nil,
        isFinal ? field(try away.optionalInteger("score")) : nil, isFinal ? field(try overtimes(game)) : nil,
        try tipOff(game), try game.optionalFlag("isNeutral").map { $0 ? "True" : "False" },
      ])
    }
    return lines
  }

  /// The analysed games of a date, as documents are asked for by them.
  static func games(of document: JSONDocument, on date: GameDate) throws(ProviderError) -> [LeagueGame] {
    var games: [LeagueGame] = []
    for (day, game) in try self.games(in: document) where day == date {
      guard let id = GameID(try game.text("gameId")), id.type.isAnalysed, try !isPutOff(game) else { continue }
      guard let home = try TeamCode(alias: game.object("homeTeam").optionalText("teamTricode") ?? ""),
        let away = try TeamCode(alias: game.object("awayTeam").optionalText("teamTricode") ?? "")
      else { continue }
      games.append(
        LeagueGame(
          id: id.text, home: home, away: away, tipOff: try tipOff(game).flatMap { Moment($0)?.seconds },
          isFinal: try game.integer("gameStatus") == 3))
    }
    return games
  }

  /// The season that the document says it is of.
  static func season(of document: JSONDocument) throws(ProviderError) -> Season {
    let schedule = try document.root.object("leagueSchedule")
    guard let season = Season(label: try schedule.text("seasonYear")) else {
      throw schedule.wrong("'seasonYear' is no season")
    }
    return season
  }

  private static func games(in document: JSONDocument) throws(ProviderError) -> [(GameDate, JSONElement)] {
    var games: [(GameDate, JSONElement)] = []
    for day in try document.root.object("leagueSchedule").list("gameDates") {
      for game in try day.list("games") {
        let text = try game.text("gameDateEst")
        guard let date = GameDate(text.prefix(10)) else { throw game.wrong("'gameDateEst' is no date") }
        games.append((date, game))
      }
    }
    return games
  }

  private static func isPutOff(_ game: JSONElement) throws(ProviderError) -> Bool {
    let isStillToCome = try game.integer("gameStatus") == 1
    return try game.optionalText("postponedStatus") == "Y" && isStillToCome
  }

  private static func tipOff(_ game: JSONElement) throws(ProviderError) -> String? {
    guard try game.optionalText("gameStatusText") != "TBD" else { return nil }
    return try game.optionalText("gameDateTimeUTC")
  }

  /// `Final/OT2` is two, `Final/OT` one, `Final` none; nil for another text.
  private static func overtimes(_ game: JSONElement) throws(ProviderError) -> Int? {
    guard let text = try game.optionalText("gameStatusText")?.split(separator: " ").first else { return nil }
    if text == "Final" { return 0 }
    guard text.hasPrefix("Final/OT") else { return nil }
    let count = text.dropFirst("Final/OT".count)
    return count.isEmpty ? 1 : Int(count)
  }
}

import Contracts
import League
import Pipeline

/// `trends/whos-hot-v2/{date}.json`: the players who did best and worst against their lines in the 30 days before the
/// date. No player is in both lists.
struct HotColdDocument: DocumentTable {
  static let name: TableName = "hot_cold_document"
  static let kind = DocumentKind(
    schema: "whos-hot", path: "trends/whos-hot-v2/{date}.json", maxAge: 3600, current: "trends/whos-hot-v2.json",
    currentMaxAge: 3600)
  let version = 1
  let purpose = "The document of the players who did best and worst against their lines in the 30 days before the date."
  let store: any DocumentStore

  private static let days = 30
  private static let minimumGames = 5
  private static let length = 10

  let played = History<PlayedGame>()
  let games = SameDate<ScheduledGame>()
  let listed = SameDate<ListedPlayer>()
  var inputs: [any Input] { [played, games, listed] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let played = try view[played]
    let board = TonightBoard(try view[games], listed: try view[listed])
    let ranked = played.entities.compactMap { player -> (last: PlayedGame, heat: Heat)? in
      let lined = PlayerLog(played.of(player, since: date.adding(days: -Self.days))).lined
      guard let last = lined.last, let heat = Heat(lined), heat.tally.decided >= Self.minimumGames else { return nil }
      return (last, heat)
    }.sorted { ($1.heat.score, $0.last.playerLookup) < ($0.heat.score, $1.last.playerLookup) }
    guard !ranked.isEmpty else {
      return .empty("no player has \(Self.minimumGames) decided lines in the \(Self.days) days before this date")
    }
    let hot = ranked.prefix(min(Self.length, (ranked.count + 1) / 2))
    let cold = ranked.dropFirst(hot.count).suffix(Self.length).reversed()
    func write(_ name: StaticString, _ players: some Sequence<(last: PlayedGame, heat: Heat)>, to json: inout JSONText)
    {
      json.objects(name, players.enumerated()) { json, player in
        Self.write(
          rank: player.offset + 1, player.element.last, player.element.heat, tonight: board, to: &json)
      }
    }
    return try document(on: date, through: date.adding(days: -1), entries: hot.count + cold.count) { json in
      json.field("as_of_date", date)
      json.field("time_period", "last_\(Self.days)_days")
      json.field("min_games", Self.minimumGames)
      json.field("total_qualifying_players", ranked.count)
      write("hot", hot, to: &json)
      write("cold", cold, to: &json)
      json.object("league_average") { json in
        json.field("hit_rate", ranked.lazy.map(\.heat.hitRate).mean, scale: 3)
        json.field("avg_margin", ranked.lazy.map(\.heat.meanMargin).mean, scale: 1)
      }
    }
  }

  private static func write(
    rank: Int, _ last: PlayedGame, _ heat: Heat, tonight board: TonightBoard, to json: inout JSONText
  ) {
    json.field("rank", rank)
    json.field("player_id", last.playerID)
    json.field("player_lookup", last.playerLookup)
    json.field("player_full_name", last.playerName)
    json.field("team_abbr", last.team)
    json.null("position")
    json.field("heat_score", heat.score, scale: 1)
    json.field("hit_rate", heat.hitRate, scale: 3)
    json.field("hit_rate_games", heat.tally.decided)
    json.field("current_streak", heat.streak)
    json.field("streak_direction", heat.side?.rawValue.lowercased())
    json.field("avg_margin", heat.meanMargin, scale: 1)
    json.field("playing_tonight", board.player(last.playerID) != nil)
    board.write("tonight", of: last.playerID, to: &json)
  }
}

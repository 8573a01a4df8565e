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
    func list(_ players: some Sequence<(last: PlayedGame, heat: Heat)>) -> DocumentValue {
      .list(players.enumerated()) { index, player in
        entry(rank: index + 1, player.last, player.heat, tonight: board.value(for: player.last.playerID))
      }
    }
    return try document(
      on: date, through: date.adding(days: -1), entries: hot.count + cold.count,
      content: [
        .init("as_of_date", .date(date)),
        .init("time_period", .string("last_\(Self.days)_days")),
        .init("min_games", .integer(Self.minimumGames)),
        .init("total_qualifying_players", .integer(ranked.count)),
        .init("hot", list(hot)),
        .init("cold", list(cold)),
        .init(
          "league_average",
          [
            "hit_rate": .decimal(ranked.lazy.map(\.heat.hitRate).mean, scale: 3),
            "avg_margin": .decimal(ranked.lazy.map(\.heat.meanMargin).mean, scale: 1),
          ]),
      ])
  }

  private func entry(rank: Int, _ last: PlayedGame, _ heat: Heat, tonight: DocumentValue) -> DocumentValue {
    [
      "rank": .integer(rank),
      "player_id": .integer(last.playerID),
      "player_lookup": .string(last.playerLookup),
      "player_full_name": .string(last.playerName),
      "team_abbr": .team(last.team),
      "position": .null,
      "heat_score": .decimal(heat.score, scale: 1),
      "hit_rate": .decimal(heat.hitRate, scale: 3),
      "hit_rate_games": .integer(heat.tally.decided),
      "current_streak": .integer(heat.streak),
      "streak_direction": .text(heat.side?.rawValue.lowercased()),
      "avg_margin": .decimal(heat.meanMargin, scale: 1),
      "playing_tonight": .bool(tonight != .null),
      "tonight": tonight,
    ]
  }
}

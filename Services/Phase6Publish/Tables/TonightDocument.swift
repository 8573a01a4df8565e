import Contracts
import League
import Pipeline

/// `tonight/{date}/all-players.json`: everyone who is listed for a game of the date, as it stood before the tip-off.
struct TonightDocument: DocumentTable {
  static let name: TableName = "tonight_document"
  static let kind = DocumentKind(
    schema: "tonight", path: "tonight/{date}/all-players.json", maxAge: 3600, current: "tonight/all-players.json")
  let version = 2
  let purpose = "The document of everyone listed for a game of the date, as it stood before the tip-off."
  let store: any DocumentStore
  /// The system whose predictions are published.
  var system = PublishedSystem.primary

  let games = SameDate<ScheduledGame>()
  let listed = SameDate<ListedPlayer>()
  let prices = SameDate<PropPrice>(passesSkipOn: false)
  let predictions = SameDate<PointsPrediction>(passesSkipOn: false)
  let fatigue = SameDate<FatigueScore>(passesSkipOn: false)
  let played = History<PlayedGame>()
  var inputs: [any Input] { [games, listed, prices, predictions, fatigue, played] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let listed = try view[listed]
    guard !listed.isEmpty else { return .empty("no player is listed for a game of this date") }
    let played = try view[played]
    let board = TonightBoard(try view[games], listed: listed)
    let fatigue = Dictionary(try view[fatigue].map { ($0.playerID, $0.score) }) { first, _ in first }
    let predictions = Dictionary(
      try view[predictions].filter { $0.system == system }.map { ($0.playerID, $0) }
    ) { first, _ in first }
    let prices = Dictionary(grouping: try view[prices].filter { $0.playerID != nil }) { $0.playerID ?? 0 }
    let players = Dictionary(grouping: listed, by: \.gameID).mapValues { listed in
      listed.map { player in
        TonightPlayer(
          player, log: PlayerLog(played.of(player.playerID)), prediction: predictions[player.playerID],
          fatigue: fatigue[player.playerID], prices: prices[player.playerID] ?? [])
      }.sorted(by: TonightPlayer.comesFirst)
    }
    return try document(on: date, through: date.adding(days: -1), entries: listed.count) { json in
      json.field("total_players", listed.count)
      json.field("total_with_lines", listed.count { $0.line != nil })
      json.objects("games", board.games) { json, game in
        let players = players[game.gameID] ?? []
        json.field("game_id", game.gameID)
        json.field("home_team", game.homeTeam)
        json.field("away_team", game.awayTeam)
        json.field("game_time", board.easternTime(of: game.gameID))
        json.field("tip_utc", game.tipOff)
        json.field("game_status", "scheduled")
        json.field("player_count", players.count)
        json.objects("players", players) { $1.write(to: &$0) }
      }
    }
  }
}

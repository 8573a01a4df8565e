import Contracts
import League
import Pipeline

/// `tonight/{date}/players.ndjson.gz`: the page of each player listed for a game of the date, a line each. Live work puts
/// each line at `tonight/player/{player}.json` as well.
struct TonightPlayersDocument: DocumentTable {
  static let name: TableName = "tonight_players_document"
  static let kind = DocumentKind(
    schema: "tonight-player", path: "tonight/{date}/players.ndjson.gz", maxAge: 86_400,
    current: "tonight/player/{player}.json")
  let version = 2
  let purpose = "The bundle of pages of the players listed for a date's games, as they stood before the tip-off."
  let store: any DocumentStore
  /// The system whose predictions are published.
  var system = PublishedSystem.primary

  let listed = SameDate<ListedPlayer>()
  let predictions = SameDate<PointsPrediction>(passesSkipOn: false)
  let fatigue = SameDate<FatigueScore>(passesSkipOn: false)
  let played = History<PlayedGame>()
  let defended = History<DefendedGame>()
  var inputs: [any Input] { [listed, predictions, fatigue, played, defended] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let listed = try view[listed].sorted { ($0.playerLookup, $0.playerID) < ($1.playerLookup, $1.playerID) }
    guard !listed.isEmpty else { return .empty("no player is listed for a game of this date") }
    let played = try view[played]
    let table = DefenseTable(try view[defended])
    let fatigue = Dictionary(try view[fatigue].map { ($0.playerID, $0.score) }) { first, _ in first }
    let predictions = Dictionary(
      try view[predictions].filter { $0.system == system }.map { ($0.playerID, $0) }
    ) { first, _ in first }
    let pages = listed.map { player in
      let page = TonightPage(
        player, log: PlayerLog(played.of(player.playerID)), prediction: predictions[player.playerID],
        fatigue: fatigue[player.playerID], defense: table[player.opponent])
      return DocumentText(Self.kind, date: date, through: date.adding(days: -1), page.write)
    }
    let bundle = try Document(bundle: pages, at: try Self.kind.path(on: date), through: date.adding(days: -1))
    return Partition([DocumentRow(bundle)], expected: 1)
  }
}

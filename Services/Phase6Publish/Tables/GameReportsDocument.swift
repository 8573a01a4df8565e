import Contracts
import League
import Pipeline

/// `game-reports/{date}.ndjson.gz`: the report on each player listed for a game of the date, a line each: what was known
/// before, and what came of it. Live work puts each line at `players/{player}/game-report/{date}.json` as well.
struct GameReportsDocument: DocumentTable {
  static let name: TableName = "game_reports_document"
  static let kind = DocumentKind(
    schema: "game-report", path: "game-reports/{date}.ndjson.gz", maxAge: 86_400,
    current: "players/{player}/game-report/{date}.json", currentMaxAge: 86_400)
  let version = 2
  let purpose = "The bundle of reports on the players listed for a date: what was known before, and what came of it."
  let store: any DocumentStore
  /// The system whose predictions are published.
  var system = PublishedSystem.primary

  let listed = SameDate<ListedPlayer>()
  let played = History<PlayedGame>()
  let defended = History<DefendedGame>()
  let zones = SameDate<ZoneDefense>(passesSkipOn: false)
  let predictions = SameDate<PointsPrediction>(passesSkipOn: false)
  let grades = SameDate<GradedPrediction>(passesSkipOn: false)
  var inputs: [any Input] { [listed, played, defended, zones, predictions, grades] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let listed = try view[listed].sorted { ($0.playerLookup, $0.playerID) < ($1.playerLookup, $1.playerID) }
    guard !listed.isEmpty else { return .empty("no player is listed for a game of this date") }
    let played = try view[played]
    let table = DefenseTable(try view[defended])
    let zones = Dictionary(try view[zones].map { ($0.team, $0) }) { first, _ in first }
    let predictions = Dictionary(
      try view[predictions].filter { $0.system == system }.map { ($0.playerID, $0) }
    ) { first, _ in first }
    let grades = Dictionary(try view[grades].filter { $0.system == system }.map { ($0.playerID, $0) }) { first, _ in
      first
    }
    let reports = listed.map { player in
      let report = GameReport(
        player, log: PlayerLog(played.of(player.playerID)), prediction: predictions[player.playerID],
        defense: table[player.opponent], zones: zones[player.opponent])
      let grade = grades[player.playerID].flatMap { $0.isVoid ? nil : $0 }
      return DocumentText(Self.kind, date: date, through: grade == nil ? date.adding(days: -1) : date) { json in
        report.write(grade: grade, to: &json)
      }
    }
    return Partition(
      [DocumentRow(try Document(bundle: reports, at: try Self.kind.path(on: date), through: date))], expected: 1)
  }
}

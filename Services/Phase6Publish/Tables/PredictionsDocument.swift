import Contracts
import League
import Pipeline

/// `predictions/{date}.json`: the predictions of a date by game, as they stood before the tip-off.
struct PredictionsDocument: DocumentTable {
  static let name: TableName = "predictions_document"
  static let kind = DocumentKind(
    schema: "predictions", path: "predictions/{date}.json", maxAge: 3600, current: "predictions/today.json")
  let version = 3
  let purpose = "The document of the predictions of a date by game, as they stood before the tip-off."
  let store: any DocumentStore
  /// The system whose predictions are published.
  let system: String

  /// - Parameter system: ``PublishedSystem/primary`` unless told otherwise.
  init(store: any DocumentStore, system: String = PublishedSystem.primary) {
    self.store = store
    self.system = system
  }

  let predictions = SameDate<PointsPrediction>()
  var inputs: [any Input] { [predictions] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let predictions = try view[predictions].filter { $0.system == system }
    guard !predictions.isEmpty else { return .empty("\(system) predicted nothing for this date") }
    let games = Dictionary(grouping: predictions, by: \.gameID)
      .map { GamePredictions(gameID: $0, $1) }
      .sorted { $0.gameID < $1.gameID }
    return try document(on: date, through: date.adding(days: -1), entries: predictions.count) { json in
      json.field("system_id", system)
      json.field("total_games", games.count)
      json.field("total_predictions", predictions.count)
      json.objects("games", games) { $1.write(to: &$0) }
    }
  }
}

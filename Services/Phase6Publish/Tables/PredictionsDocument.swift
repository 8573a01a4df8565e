import Contracts
import League
import Pipeline

/// `predictions/{date}.json`: the predictions of a date by game, as they stood before the tip-off.
struct PredictionsDocument: DocumentTable {
  static let name: TableName = "predictions_document"
  let version = 1
  let store: any DocumentStore
  /// The system whose predictions are published.
  let system: String

  /// - Parameter system: `moving_average` unless configured.
  init(store: any DocumentStore, system: String = "moving_average") {
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
    let document = Document(
      at: DocumentPath(folder: "predictions", date: date), date: date, through: date.adding(days: -1),
      entries: predictions.count,
      content: [
        .init("system_id", .string(system)),
        .init("total_games", .integer(games.count)),
        .init("total_predictions", .integer(predictions.count)),
        .init("games", .array(games.map(\.value))),
      ])
    return Partition([DocumentRow(document)], expected: 1)
  }
}

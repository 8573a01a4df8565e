import Contracts
import League
import Pipeline

/// `results/{date}.json`: every graded prediction of a date with a summary and breakdowns.
///
/// The summary follows from the document's `results`, and from `prediction_accuracy` by SQL.
struct ResultsDocument: DocumentTable {
  static let name: TableName = "results_document"
  let version = 1
  let store: any DocumentStore
  /// The system whose results are published.
  let system: String

  /// - Parameter system: `moving_average` unless configured.
  init(store: any DocumentStore, system: String = "moving_average") {
    self.store = store
    self.system = system
  }

  let grades = SameDate<GradedPrediction>()
  let features = SameDate<PlayerFeatures>()
  var inputs: [any Input] { [grades, features] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let grades = try view[grades].filter { $0.system == system }
    guard !grades.isEmpty else { return .empty("no prediction of \(system) was graded for this date") }
    let features = Dictionary(try view[features].map { ($0.playerID, $0) }) { first, _ in first }
    let day = DayResults(grades.map { PlayerResult($0, features: features[$0.playerID]) })
    let document = Document(
      at: DocumentPath(folder: "results", date: date), date: date, through: date, entries: day.results.count,
      content: [
        .init("system_id", .string(system)),
        .init("summary", day.summary),
        .init("breakdowns", day.breakdowns),
        .init("results", .array(day.results.map(\.value))),
        .init("highlights", day.highlights),
      ])
    return Partition([DocumentRow(document)], expected: 1)
  }
}

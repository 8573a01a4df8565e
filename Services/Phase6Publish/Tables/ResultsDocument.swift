import Contracts
import League
import Pipeline

/// `results/{date}.json`: every graded prediction of a date with a summary and breakdowns.
///
/// The summary follows from the document's `results`, and from `prediction_accuracy` by SQL.
struct ResultsDocument: DocumentTable {
  static let name: TableName = "results_document"
  static let kind = DocumentKind(
    schema: "results", path: "results/{date}.json", maxAge: 86_400, current: "results/latest.json")
  let version = 3
  let purpose = "The document of every graded prediction of a date, with a summary and breakdowns."
  let store: any DocumentStore
  /// The system whose results are published.
  let system: String

  /// - Parameter system: ``PublishedSystem/primary`` unless told otherwise.
  init(store: any DocumentStore, system: String = PublishedSystem.primary) {
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
    return try document(on: date, through: date, entries: day.results.count) { json in
      json.field("system_id", system)
      json.object("summary", day.writeSummary)
      json.object("breakdowns", day.writeBreakdowns)
      json.objects("results", day.results) { $1.write(to: &$0) }
      json.object("highlights", day.writeHighlights)
    }
  }
}

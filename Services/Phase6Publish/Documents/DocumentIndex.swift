import Contracts
import League
import Warehouse

/// `results/index.json` or `predictions/index.json`: the dates that have a document.
///
/// Which they are is read from the warehouse, so the index is right whatever order the dates were published in. Where
/// several processes publish, call ``refresh(from:)`` inside a write transaction: the writers then take turns, and the
/// index that is written last knows the most.
struct DocumentIndex: Sendable {
  private let table: TableName
  private let kind: DocumentKind
  private let store: any DocumentStore

  /// The index of `results/{date}.json`.
  static func results(in store: any DocumentStore) -> DocumentIndex {
    DocumentIndex(table: ResultsDocument.name, kind: resultsKind, store: store)
  }

  /// The index of `predictions/{date}.json`.
  static func predictions(in store: any DocumentStore) -> DocumentIndex {
    DocumentIndex(table: PredictionsDocument.name, kind: predictionsKind, store: store)
  }

  static let resultsKind = DocumentKind(schema: "index", path: "results/index.json", maxAge: 300)
  static let predictionsKind = DocumentKind(schema: "index", path: "predictions/index.json", maxAge: 300)

  /// Writes the index when the published dates are others than it says. Before the first document there is none.
  ///
  /// - Returns: whether it was written.
  @discardableResult
  func refresh(from reader: some WarehouseReader) throws -> Bool {
    let dates = try reader.all("SELECT DISTINCT game_date FROM \(table) ORDER BY game_date") { row in
      guard let date = row.text(0).flatMap({ GameDate($0[...]) }) else {
        throw WarehouseError.undecodable(table: "\(table)", column: "game_date")
      }
      return date
    }
    guard let first = dates.first, let last = dates.last else { return false }
    let document = Document(
      kind, at: try DocumentPath(kind.path), date: nil, through: last, entries: dates.count
    ) { json in
      json.values("dates", dates)
      json.field("first", first)
      json.field("last", last)
      json.field("count", dates.count)
    }
    return try store.put(document.bytes, at: document.path)
  }
}

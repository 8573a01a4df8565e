import Contracts
import League
import Pipeline

/// `manifest/{date}.json`: the documents of a date with their hashes and lengths.
struct ManifestDocument: DocumentTable {
  static let name: TableName = "manifest_document"
  let version = 1
  let store: any DocumentStore

  init(store: any DocumentStore) {
    self.store = store
  }

  let results = SameDate<PublishedResults>()
  let predictions = SameDate<PublishedPredictions>()
  var inputs: [any Input] { [results, predictions] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let files = (try view[results].map(\.file) + view[predictions].map(\.file)).sorted { $0.path < $1.path }
    guard !files.isEmpty else { return .empty("no document of this date is published") }
    let document = Document(
      at: DocumentPath(folder: "manifest", date: date), date: date, through: date, entries: files.count,
      content: [
        .init("file_count", .integer(files.count)),
        .init(
          "files",
          .array(
            files.map {
              [
                "path": .string($0.path), "content_hash": .string($0.contentHash), "bytes": .integer($0.byteCount),
              ]
            })),
      ])
    return Partition([DocumentRow(document)], expected: 1)
  }
}

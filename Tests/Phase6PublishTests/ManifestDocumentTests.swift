import Contracts
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Phase6Publish

@Suite("manifest/{date}.json and the indexes")
struct ManifestDocumentTests {
  func manifest(_ results: [DocumentRow], _ predictions: [DocumentRow]) throws -> Partition<DocumentRow> {
    let table = ManifestDocument(store: nowhere)
    var contents = AsOfView.Contents()
    contents[table.results] = results.map(PublishedFile<ResultsDocument>.init)
    contents[table.predictions] = predictions.map(PublishedFile<PredictionsDocument>.init)
    contents[table.bets] = []
    contents[table.performance] = []
    contents[table.tonight] = []
    contents[table.players] = []
    contents[table.reports] = []
    contents[table.streaks] = []
    contents[table.hotCold] = []
    contents[table.bounceBack] = []
    contents[table.plays] = []
    contents[table.whatMatters] = []
    contents[table.tendencies] = []
    contents[table.quickHits] = []
    contents[table.deepDive] = []
    return try table.rows(
      for: sampleDate, from: AsOfView(date: sampleDate, season: sampleSeason, contents: contents))
  }

  @Test("it lists the documents of the date with their hashes and lengths")
  func lists() throws {
    let results = try ResultsDocument(store: nowhere).partition(GradedPrediction.day).rows
    let predictions = try PredictionsDocument(store: nowhere).partition([.sample(1)]).rows
    let document = try #require(try manifest(results, predictions).rows.first?.document)
    #expect(try JSONSchema(named: "manifest").violations(in: document.bytes) == [])
    let files = try #require(try JSONValue(parsing: document.bytes)["files"]).elements
    #expect(files.map { $0["path"] } == [.string("predictions/2024-01-15.json"), .string("results/2024-01-15.json")])
    #expect(files[1]["content_hash"] == .string(results[0].contentHash))
    #expect(files[1]["bytes"]?.int == results[0].document?.bytes.count)
  }

  @Test("without documents there is no manifest")
  func empty() throws {
    #expect(try manifest([], []).emptyReason != nil)
  }

  @Test("the index lists the published dates in ascending order, whatever order they came in, and is written once")
  func index() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder("\(root)/documents")
      let index = DocumentIndex.results(in: store)
      let path = try DocumentPath("results/index.json")
      let warehouse = try SQLiteWarehouse(path: "\(root)/warehouse.sqlite")
      defer { try? warehouse.close() }  // the folder goes away next
      let schema = try TableSchema(table: "results_document", row: DocumentRow.self)
      try await warehouse.write { try $0.prepare(schema) }

      #expect(try await warehouse.read { try index.refresh(from: $0) } == false)
      #expect(try store.bytes(at: path) == nil)
      for day in [20, 15, 17] {
        let date = sampleDate.adding(days: day - 15)
        let row = DocumentRow(
          Document(
            ResultsDocument.kind, at: DocumentPath(results: date), date: date, through: date, entries: 1
          ) { _ in })
        try await warehouse.write {
          _ = try $0.replace(try PartitionRows([row], table: schema.table), of: schema, on: date)
          #expect(try index.refresh(from: $0))
        }
      }
      #expect(try await warehouse.read { try index.refresh(from: $0) } == false)

      let bytes = try #require(try store.bytes(at: path))
      #expect(try JSONSchema(named: "index").violations(in: bytes) == [])
      let json = try JSONValue(parsing: bytes)
      #expect(json["dates"] == .array([.string("2024-01-15"), .string("2024-01-17"), .string("2024-01-20")]))
      #expect((json["first"], json["last"]) == (.string("2024-01-15"), .string("2024-01-20")))
      #expect(json["count"]?.int == 3)
    }
  }
}

extension PublishedFile {
  fileprivate init(_ row: DocumentRow) {
    self.init(gameDate: sampleDate, path: row.path, contentHash: row.contentHash, length: row.length)
  }
}

import Contracts
import Foundation
import League
import Pipeline
import Providers
import TestKit
import Testing
import Warehouse

@testable import Phase6Publish

@Suite("Putting documents in place")
struct PublishingTests {
  func document(
    _ kind: DocumentKind = ResultsDocument.kind, at path: String, on date: GameDate = sampleDate, _ text: String = "x",
    through: GameDate? = nil
  ) throws -> Document {
    Document(
      kind, at: try DocumentPath(path), date: date, through: through ?? date, entries: 1
    ) { $0.field("player_lookup", text) }
  }

  @Test("a document of players is replaced by one that goes as far or further, never by an older one")
  func forward() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let kind = PlayerProfilesDocument.kind
      func put(_ days: Int, _ text: String) throws -> Bool {
        try store.put(
          Document(
            kind, at: try kind.path(player: "player1"), date: nil, through: sampleDate.adding(days: days), entries: 1
          ) { $0.field("text", text) })
      }
      let written = try [
        put(0, "first"), put(-1, "older"), put(0, "corrected"), put(1, "newer"), put(0, "corrected"),
      ]
      #expect(written == [true, false, true, true, false])
    }
  }

  @Test("R85: defect: a replay of old dates moves no document that shows the newest date, a live date moves it forward")
  func current() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      let current = CurrentDocuments(store: store)
      let latest = try DocumentPath("results/latest.json")
      for days in [0, 1, -1] {
        let date = sampleDate.adding(days: days)
        try store.put(try document(at: "results/\(date).json", on: date))
      }
      #expect(try store.bytes(at: latest) == nil)
      for (days, shown) in [(0, 0), (1, 1), (-1, 1), (0, 1)] {
        try current.show(sampleDate.adding(days: days))
        #expect(try store.bytes(at: latest).flatMap(Document.date(of:)) == sampleDate.adding(days: shown))
      }
    }
  }

  @Test("tonight's players get a page each; who does not play any more loses his")
  func pages() async throws {
    try await withTemporaryFolder { root in
      let store = DocumentFolder(root)
      func bundle(_ players: [String], on date: GameDate) throws {
        let pages = players.map { player in
          DocumentText(TonightPlayersDocument.kind, date: date, through: date) { $0.field("player_lookup", player) }
        }
        try store.put(
          try Document(bundle: pages, at: try TonightPlayersDocument.kind.path(on: date), through: date))
      }
      let tomorrow = sampleDate.adding(days: 1)
      try bundle(["ann", "bob"], on: sampleDate)
      try bundle(["bob", "cid"], on: tomorrow)
      let current = CurrentDocuments(store: store)
      try current.show(sampleDate)
      #expect(try store.names(in: try DocumentPath("tonight/player")) == ["ann.json", "bob.json"])
      try current.show(tomorrow)
      #expect(try store.names(in: try DocumentPath("tonight/player")) == ["bob.json", "cid.json"])
      let page = try store.bytes(at: try DocumentPath("tonight/player/bob.json"))
      try current.show(sampleDate)
      #expect(try store.names(in: try DocumentPath("tonight/player")) == ["bob.json", "cid.json"])
      #expect(try store.bytes(at: try DocumentPath("tonight/player/bob.json")) == page)
    }
  }

  @Test("every kind has a path of its own and a schema, and its current path is not a dated one")
  func catalogue() throws {
    let kinds = DocumentCatalogue.kinds + DocumentCatalogue.others
    #expect(Set(kinds.map(\.path)).count == kinds.count)
    for kind in kinds {
      #expect(throws: Never.self) { try JSONSchema(named: kind.schema) }
      if let current = kind.current { #expect(!current.contains("{date}") || current.contains("{player}")) }
    }
    let document = try DocumentCatalogue.document()
    #expect(try JSONSchema(named: "catalogue").violations(in: document.bytes) == [])
    #expect(try JSONValue(parsing: document.bytes)["documents"]?.elements.count == kinds.count)
  }

  @Test("the documentation lists every kind with its path and its cache time")
  func documented() throws {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/documents/README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    for kind in DocumentCatalogue.kinds + DocumentCatalogue.others {
      let line = text.split(separator: "\n").first { $0.contains("`\(kind.path)`") }
      #expect(line?.contains("| \(kind.maxAge) |") == true, "\(kind.path) \(kind.maxAge)")
      if let current = kind.current { #expect(line?.contains("`\(current)`") == true, "\(current)") }
      #expect(line?.contains("(\(kind.schema).schema.json)") == true, "\(kind.schema)")
    }
  }

  @Test("what only a live source can feed says so")
  func unavailable() throws {
    for other in UnavailableDocument.all {
      let document = try other.document()
      #expect(try JSONSchema(named: "not-available").violations(in: document.bytes) == [])
      #expect(try JSONValue(parsing: document.bytes)["status"] == .string("not_available"))
    }
  }

  @Test("the manifest reads every kind that has a date in its path")
  func manifest() {
    let read = Set(ManifestDocument(store: nowhere).inputs.map { "\($0.read.table)" })
    let dated = DocumentCatalogue.kinds.filter { !$0.isRolling && $0.schema != "manifest" }
    #expect(read.count == dated.count)
  }
}

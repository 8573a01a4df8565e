import Foundation
import Contracts
import Ledger
import Pipeline
import Reports
import TestKit
import Testing
import Warehouse

@testable import Backcourt

@Suite("The pages of the tables", .serialized)
struct TablePagesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/tables")

  private func catalog() async throws -> [TableInfo] {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let world = try await World.read(driver.warehouse)
    await driver.stop()
    return world.catalog
  }

  @Test("docs/tables holds the pages of the declared tables and no other; `make docs` writes them")
  func current() async throws {
    let pages = TablePages(catalog: try await catalog()).files
    #expect(pages.count > 30)
    let stored = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(stored) == Set(pages.keys), "run `make docs`")
    for (name, text) in pages.sorted(by: { $0.key < $1.key }) where stored.contains(name) {
      let found = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
      #expect(found == text, "\(name) is not what its table declares; run `make docs`")
    }
  }

  @Test("every table says in one sentence what it holds and what it is for, and no two say the same")
  func purposes() async throws {
    let catalog = try await catalog()
    #expect(catalog.count > 60)
    for table in catalog {
      let ends = table.purpose.indices.filter { table.purpose[$0...].hasPrefix(". ") }
      #expect(table.purpose.count > 20 && table.purpose.hasSuffix(".") && ends.isEmpty, "\(table.name)")
    }
    #expect(Set(catalog.map(\.purpose)).count == catalog.count)
  }

  @Test("a page changes with every part of its declaration")
  func changes() async throws {
    let catalog = try await catalog()
    let table = try #require(catalog.first { $0.name == "player_game_summary" })
    func page(_ change: (inout TableInfo) -> Void) -> String {
      var changed = table
      change(&changed)
      return TablePage(table: changed, catalog: catalog).text
    }
    let changes: [(inout TableInfo) -> Void] = [
      { $0.schema.columns.removeLast() },
      { $0.schema.columns[9].name = "points_scored" },
      { $0.schema.columns[9].isNullable.toggle() },
      { $0.schema.columns[9].meaning = "Something else" },
      { $0.schema.columns[10].maximum = 41 },
      { $0.schema.columns[10].scale = 7 },
      { $0.schema.columns[10].storage = .text },
      { $0.schema.columns[10].isBoolean = true },
      { $0.schema.columns[10].isKey = true },
      { $0.version += 1 },
      { $0.purpose = "Another purpose" },
      { $0.bootstrap = .skip },
      { $0.expected = .perGame(99) },
      { $0.reads.removeLast() },
      { $0.reads[0].columns?.columns.removeLast() },
      { $0.quality.append(.varies("points", fromRows: 77, over: .season, else: .fail, "because")) },
    ]
    let texts = [page { _ in }] + changes.map(page)
    #expect(Set(texts).count == texts.count)
  }

  @Test("writing pages removes those of tables that are gone, and nothing else")
  func writing() async throws {
    let catalog = try await catalog()
    let folder = try TemporaryFolder()
    try TablePages(catalog: catalog).write(to: folder.path)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("notes.md")))
    try TablePages(catalog: catalog.filter { $0.name != "games" }).write(to: folder.path)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!files.contains("games.md"))
    #expect(files.contains("notes.md") && files.contains("README.md"))
    #expect(files.count == catalog.count + 1)
  }

  @Test("bars in a meaning do not break a table")
  func bars() {
    var table = MarkdownTable(head: ["a", "b"])
    table.add(["|x| > 1", "two\nlines"])
    #expect(table.text == "| a | b |\n|---|---|\n| \\|x\\| > 1 | two lines |")
  }
}

import Ledger
import Providers
import Testing
import Warehouse

@testable import Phase6Publish

@Suite("Documents")
struct DocumentTests {
  func document(_ value: String) -> Document {
    Document(ResultsDocument.kind, at: samplePath, date: sampleDate, through: sampleDate, entries: 1) {
      $0.field("value", value)
    }
  }

  @Test("the envelope comes first and holds no moment")
  func envelope() {
    let document = document("x")
    #expect(
      String(decoding: document.bytes, as: UTF8.self) == """
        {"schema_version":1,"game_date":"2024-01-15","data_through":"2024-01-15",\
        "content_hash":"\(document.contentHash)","value":"x"}
        """)
  }

  @Test("anyone can check the content hash: it is that of the document with an empty one")
  func hash() {
    let document = document("x")
    let emptied = String(decoding: document.bytes, as: UTF8.self)
      .replacing("\"content_hash\":\"\(document.contentHash)\"", with: "\"content_hash\":\"\"")
    #expect(RowSetDigest.hex(of: emptied.utf8) == document.contentHash)
  }

  @Test("equal content is equal bytes, other content another hash")
  func determinism() {
    #expect(document("x") == document("x"))
    #expect(document("x").contentHash != document("y").contentHash)
  }

  @Test(
    "a path that leaves the folder, is absolute or hidden is refused",
    arguments: [
      "../x.json", "results/../../x.json", "/etc/passwd", "", "results/", "results//x.json", ".hidden", "results/.x",
      "a\\b", "results/x\u{0}.json", "~/x", "results/..",
    ])
  func badPaths(text: String) {
    #expect(throws: DocumentError.badPath(text)) { try DocumentPath(text) }
  }

  @Test("plain relative paths are accepted")
  func goodPaths() throws {
    #expect(try DocumentPath("results/2024-01-15.json").description == "results/2024-01-15.json")
    #expect(samplePath.description == "results/2024-01-15.json")
  }

  @Test("a full disk is tried again, a missing permission is for people to mend")
  func categories() {
    #expect(DocumentError.store(.diskFull(path: "/d/x")).category == .transient)
    #expect(DocumentError.store(.notPermitted(path: "/d/x", action: "write")).category == .permanent)
    #expect(DocumentError.replaced(path: "/d/x").category == .transient)
    let refused = DocumentError.store(.notPermitted(path: "/d/x", action: "write"))
    #expect("\(refused)".contains("not permitted to write /d/x"))
  }
}

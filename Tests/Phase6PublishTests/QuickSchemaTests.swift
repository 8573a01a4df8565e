import Contracts
import Foundation
import Pipeline
import TestKit
import Testing

@testable import Phase6Publish

@Suite("Schemas made ready for many documents")
struct QuickSchemaTests {
  private func sample() throws -> [UInt8] {
    try #require(try ResultsDocument(store: nowhere).partition(GradedPrediction.day).rows.first?.document).bytes
  }

  @Test("every schema in docs/documents is understood whole")
  func all() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/documents")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".schema.json") }
    #expect(names.count >= 20)
    for name in names { _ = try QuickSchema(named: String(name.dropLast(".schema.json".count))) }
  }

  @Test("a valid document is accepted at once, and nothing is accepted that breaks the schema")
  func agreement() throws {
    let (quick, schema) = (try QuickSchema(named: "results"), try JSONSchema(named: "results"))
    let bytes = try sample()
    #expect(try schema.violations(in: bytes).isEmpty)
    #expect(quick.accepts(bytes))
    let text = String(decoding: bytes, as: UTF8.self)
    for (what, by) in [
      ("\"OVER\"", "\"OVERT\""), ("\"schema_version\":1", "\"schema_version\":2"), ("\"system_id\":", "\"system\":"),
      ("\"total_predictions\":7", "\"total_predictions\":7.5"), ("\"total_predictions\":7", "\"total_predictions\":0"),
      ("2024-01-15", "2024-1-15"), ("\"results\":[", "\"results\":[null,"),
      ("\"summary\":{", "\"summary\":{\"more\":1,"),
      ("\"data_through\"", "\"data_trough\""),
    ] {
      let broken = Array(text.replacing(what, with: by).utf8)
      #expect(broken != bytes && !quick.accepts(broken), "\(what)")
      #expect(try !schema.violations(in: broken).isEmpty, "\(what)")
    }
    // One byte after the other: what is accepted still has no violation.
    var accepted = 0
    for place in stride(from: 0, to: bytes.count, by: 7) {
      for byte in [UInt8(ascii: "0"), UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "x"), UInt8(ascii: "}")] {
        var other = bytes
        other[place] = byte
        guard quick.accepts(other) else { continue }
        accepted += 1
        // What is no JSON has no violations: it is not read at all.
        #expect((try? schema.violations(in: other)) == [], "at \(place): \(byte)")
      }
    }
    #expect(accepted > 0)
    #expect(!quick.accepts(bytes.dropLast()) && !quick.accepts(bytes + bytes) && !quick.accepts([]))
  }
}

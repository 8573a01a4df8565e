import Foundation
import TestKit
import Testing

@testable import Phase5Grade
@testable import Phase5Predict
@testable import Phase6Publish

@Suite("Systems as they are published")
struct PublishedSystemTests {
  @Test("defect 18: every system has one id, and the one that is published has the others in it")
  func ids() {
    #expect(Set(PublishedSystem.ranked.map(\.id)) == Set(PredictionSystem.allCases.map(\.rawValue)))
    #expect(Set(PublishedSystem.ranked.map(\.name)).count == PredictionSystem.allCases.count)
    #expect(PublishedSystem.primary == PredictionSystem.ensemble.rawValue)
  }

  @Test("the schema of results has every reason for a void that a grade can have, and null")
  func voidReasons() throws {
    let schema = try String(contentsOf: JSONSchema.file(named: "results"), encoding: .utf8)
    let line = try #require(schema.split(separator: "\n").first { $0.contains("\"void_reason\": {") })
    for reason in VoidReason.allCases { #expect(line.contains("\"\(reason.rawValue)\""), "\(reason)") }
  }
}

import Contracts
import Foundation
import League
import Pipeline
import TestKit
import Testing

@testable import Phase5Grade
@testable import Phase5Predict
@testable import Phase6Publish

@Suite(
  "Documents of four real seasons", .serialized, .enabled(if: RealSeasons.archive != nil), .timeLimit(.minutes(15)))
struct PublishedSeasonsTests {
  /// The replayed seasons with the documents of 20 dates: the first and last of each season and some between.
  private static let published = Task {
    let replayed = try await RealSeasons.replayed.value
    // A copy: other suites read the original meanwhile.
    let copy = try await RealSeasons.Replayed.copy(of: replayed.folder.file("warehouse.sqlite"))
    let cuts = replayed.cuts
    let dates = Set((0..<20).map { cuts[$0 * (cuts.count - 1) / 19] })
    let driver = try await PipelineTestDriver(
      archive: try #require(RealSeasons.archive), folder: copy.folder,
      clock: VirtualClock(at: Date(timeIntervalSince1970: 1_788_220_800)))
    for phase in [Phase.grade, .publish] {
      try await driver.backfill(DateSelection(dates: dates.sorted())) { request in
        (request.from, request.through) = (phase, phase)
        // Where the ledger has the documents the folder is empty all the same.
        request.mode = phase == .publish ? .all : .stale
        request.acceptGaps = true
        request.noGatesReason = "only some dates"
      }
    }
    await driver.stop()
    return (documents: Published(data: copy.folder.path), folder: copy.folder, dates: Set(dates.map(\.description)))
  }

  @Test("every document is valid against the schema of its kind")
  func schemas() async throws {
    let judgement = try await Self.published.value.documents.judged()
    print(judgement.text)
    #expect(judgement.violations == [])
    #expect(judgement.kinds.reduce(0) { $0 + $1.documents } > 2000)
  }

  @Test("one results file a graded date, no more and no fewer, and its numbers follow by SQL")
  func results() async throws {
    let published = try await Self.published.value
    #expect(try await published.documents.resultsProblems(on: published.dates) == [])
    let dates = try published.documents.resultsDates()
    #expect(dates.count >= 12)
    #expect(try await published.documents.summaryProblems(on: dates) == [])
  }
}

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

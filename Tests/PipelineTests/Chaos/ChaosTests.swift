import Contracts
import Foundation
import Ledger
import TestKit
import Testing
import Warehouse

@Suite("Chaos in one process", .serialized, .timeLimit(.minutes(120)))
struct ChaosTests {
  @Test("whatever goes wrong in a replay, it ends with the rows, cells and documents of an undisturbed one")
  func replays() async throws {
    let archive = try ChaosPlan.archive.get().path
    let folder = try TemporaryFolder()
    let undisturbed = try await PipelineTestDriver(archive: archive, folder: folder)
    let record = try await undisturbed.backfill()
    #expect(record.state == .completed)
    await undisturbed.stop()
    let expected = try await ReplayAudit.of(undisturbed.warehouse, folder: folder.path)
    #expect(expected.falseClaims().isEmpty)
    let documents = expected.documents.count
    try #require(expected.dates >= 10 && documents > 10, "\(expected.dates) dates, \(documents) documents")

    var (equal, lost, doubled, blows) = (0, 0, 0, [String: Int]())
    for seed in ChaosPlan.seeds {
      let replay = try ChaosReplay(archive: archive, seed: seed)
      let course: ChaosReplay.Course
      do {
        course = try await replay.run()
      } catch {
        Issue.record("\(error)")
        continue
      }
      let audit = try await ReplayAudit.of(replay.warehouse, folder: replay.folder.path)
      let (missing, surplus) = (audit.lost(against: expected), audit.doubled(against: expected))
      let (claims, papers) = (audit.falseClaims(), audit.otherDocuments(than: expected))
      let differing = expected.digests.filter { audit.digests[$0.key] != $0.value }.map(\.key)
      let isEqual = audit.digests == expected.digests && papers.isEmpty
      #expect(isEqual, "seed \(seed): \(differing.prefix(3)) \(papers.prefix(3))")
      #expect(missing.isEmpty, "seed \(seed) lost \(missing.prefix(3))")
      #expect(surplus.isEmpty, "seed \(seed) doubled \(surplus.prefix(3))")
      #expect(claims.isEmpty, "seed \(seed): \(claims.prefix(3))")
      let dealt = replay.misfortune.dealt
      equal += isEqual ? 1 : 0
      lost += missing.count
      doubled += surplus.count
      blows.merge(dealt) { $0 + $1 }
      print(
        "chaos: seed \(seed): \(isEqual ? "equal" : "DIFFERENT"), \(audit.dates) dates, \(audit.cells.count) cells, "
          + "\(audit.stored.values.reduce(0, +)) rows, \(missing.count) lost, \(surplus.count) doubled, "
          + "\(claims.count) false claims; \(dealt.values.reduce(0, +)) blows, \(course.restarts) restarts, "
          + "\(course.requests) request\(course.requests == 1 ? "" : "s"), \(course.leftOpen) left open, \(Int(course.seconds * 10) / 10) s"
      )
    }
    let kinds = blows.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }.joined(separator: ", ")
    print(
      "chaos: \(equal) of \(ChaosPlan.seeds.count) replays of \(expected.dates) dates digest-equal, \(lost) cells lost, "
        + "\(doubled) doubled (\(kinds))")
    #expect(equal == ChaosPlan.seeds.count)
    #expect(!blows.isEmpty, "nothing went wrong, so nothing was proved")
  }
}

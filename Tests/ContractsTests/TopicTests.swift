import Contracts
import TestKit
import Testing

@Suite("The topic catalogue")
struct TopicTests {
  @Test("these are all the topics, and each has 12 partitions")
  func names() {
    #expect(
      Topic.all.map(\.name) == [
        "backcourt.backfill.date",
        "backcourt.phase1.complete", "backcourt.phase2.complete", "backcourt.phase3.complete",
        "backcourt.phase4.complete", "backcourt.phase5a.complete", "backcourt.phase5b.complete",
        "backcourt.phase6.complete",
        "backcourt.phase1.deadletter", "backcourt.phase2.deadletter", "backcourt.phase3.deadletter",
        "backcourt.phase4.deadletter", "backcourt.phase5a.deadletter", "backcourt.phase5b.deadletter",
        "backcourt.phase6.deadletter", "backcourt.coordinator.deadletter",
      ])
    #expect(Topic.partitions == 12)
  }

  @Test(
    "a phase reads the requests, the completions of the phase before it, and of the one it has feedback from",
    arguments: [
      (Phase.scrape, ["backcourt.backfill.date"]),
      (.raw, ["backcourt.backfill.date", "backcourt.phase1.complete"]),
      (.analytics, ["backcourt.backfill.date", "backcourt.phase2.complete"]),
      (.precompute, ["backcourt.backfill.date", "backcourt.phase3.complete"]),
      (.predict, ["backcourt.backfill.date", "backcourt.phase4.complete", "backcourt.phase5b.complete"]),
      (.grade, ["backcourt.backfill.date", "backcourt.phase5a.complete"]),
      (.publish, ["backcourt.backfill.date", "backcourt.phase5b.complete"]),
    ])
  func inputs(phase: Phase, topics: [String]) {
    #expect(Topic.inputs(of: phase).map(\.name) == topics)
  }

  @Test("each phase follows the one before it")
  func order() {
    #expect(Phase.allCases == Phase.allCases.sorted())
    for (earlier, later) in zip(Phase.allCases, Phase.allCases.dropFirst()) {
      #expect(earlier.next == later)
      #expect(later.previous == earlier)
    }
    #expect(Phase.scrape.previous == nil)
    #expect(Phase.publish.next == nil)
  }
}

@Suite("What starts the next phase")
struct CompletionTests {
  private func completion(_ change: (inout PhaseCompleted) -> Void = { _ in }) -> PhaseCompleted {
    var completion = PhaseCompleted(
      request: DateRequested(runID: "r", date: day("2024-01-15")), phase: .analytics, status: .complete, changed: false,
      reason: nil, tables: [])
    change(&completion)
    return completion
  }

  @Test(
    "every settled outcome starts the next phase, changed or not",
    arguments: [
      Outcome.complete, .degraded, .emptyOK, .skipped,
    ])
  func settled(outcome: Outcome) {
    #expect(completion { $0.status = outcome }.startsNextPhase)
    #expect(outcome.isSettled)
  }

  @Test("a failure, the skip flag and the last phase of the request do not")
  func stops() {
    #expect(!completion { $0.status = .failed }.startsNextPhase)
    #expect(!completion { $0.request.skipDownstream = true }.startsNextPhase)
    #expect(!completion { $0.request.through = .analytics }.startsNextPhase)
    #expect(!Outcome.failed.isSettled)
  }

  @Test("coverage is a share of what was expected, never above one, and nothing where nothing is expected")
  func coverage() {
    func outcome(rows: Int, expected: Int?) -> TableOutcome {
      TableOutcome(
        table: "games", status: .complete, rows: rows, expected: expected, outputDigest: "", changed: false,
        durationMS: 0, reason: nil)
    }
    #expect(outcome(rows: 3, expected: 4).coverage == 0.75)
    #expect(outcome(rows: 9, expected: 4).coverage == 1)
    #expect(outcome(rows: 0, expected: 0).coverage == nil)
    #expect(outcome(rows: 5, expected: nil).coverage == nil)
  }

  @Test(
    "a table's name is lower-case letters, digits and underscores, at most 63",
    arguments: [
      ("player_game_summary", true), ("a1", true), ("", false), ("1a", false), ("_a", false), ("Games", false),
      ("games;", false), ("a b", false), (String(repeating: "a", count: 63), true),
      (String(repeating: "a", count: 64), false),
    ])
  func tableNames(text: String, isName: Bool) {
    #expect((TableName(text[...]) != nil) == isName)
  }
}

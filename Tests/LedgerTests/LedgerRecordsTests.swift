import Contracts
import Foundation
import Ledger
import League
import TestKit
import Testing
import Warehouse

@Suite("What the ledger keeps besides cells")
struct LedgerRecordsTests {
  private let folder: TemporaryFolder
  private let warehouse: any Warehouse

  init() throws {
    folder = try TemporaryFolder()
    warehouse = try folder.store()
  }

  private func put(_ waiting: WaitingDate) async throws {
    try await warehouse.write { try Ledger.put(waiting, at: "t", in: $0) }
  }

  private func waitingDates(of phase: Phase? = nil) async throws -> [WaitingDate] {
    try await warehouse.read { try Ledger.waitingDates(of: phase, in: $0) }
  }

  @Test("a waiting date comes back whole, unknown fields of its request included")
  func waiting() async throws {
    let request = DateRequested(
      runID: "r", date: day("2024-01-15"), from: .analytics, through: .grade, tables: ["games"], mode: .live,
      skipDownstream: true, force: true, acceptGaps: true, bootstrapDays: 3, attempt: 4, requestedBy: "me",
      unknown: ["later": .array([.integer(1), .object(["x": .null])])])
    let full = WaitingDate(
      phase: .precompute, request: request, traceparent: "00-a-b-01",
      waitsFor: CellKey("player_game_summary", day("2024-01-14")), dueAt: 1_709_251_230_000, attempt: 2, reason: "why")
    let bare = WaitingDate(
      phase: .analytics, request: DateRequested(runID: "r", date: day("2024-01-02")), traceparent: "", waitsFor: nil,
      dueAt: nil, attempt: 0, reason: "")
    try await put(full)
    try await put(bare)
    #expect(try await waitingDates() == [bare, full])
    #expect(try await waitingDates(of: .precompute) == [full])
    #expect(try await waitingDates(of: .grade).isEmpty)
  }

  @Test("a date waits once in a phase: for what it was last asked; and no longer once it is done")
  func waitsOnce() async throws {
    var waiting = WaitingDate(
      phase: .precompute, request: DateRequested(runID: "first", date: day("2024-01-15")), traceparent: "",
      waitsFor: nil, dueAt: 1, attempt: 0, reason: "")
    try await put(waiting)
    waiting.request.runID = "second"
    try await put(waiting)
    #expect(try await waitingDates().map(\.request.runID) == ["second"])
    try await warehouse.write { try Ledger.stopWaiting(.grade, day("2024-01-15"), in: $0) }
    #expect(try await waitingDates().count == 1)
    try await warehouse.write { try Ledger.stopWaiting(.precompute, day("2024-01-15"), in: $0) }
    #expect(try await waitingDates().isEmpty)
  }

  @Test("a run comes back whole, the newest first")
  func runs() async throws {
    let old = RunRecord(runID: "a", request: "{}", requestedBy: "me", createdAt: "2024-01-01T00:00:00.000Z")
    var new = RunRecord(runID: "b", request: "{\"x\":1}", requestedBy: "you", createdAt: "2024-01-02T00:00:00.000Z")
    new.state = .completedWithFailures
    new.fingerprint = "f"
    new.planned = 170
    new.gates = "[]"
    new.report = "{}"
    new.updatedAt = "2024-01-03T00:00:00.000Z"
    try await warehouse.write { [new] writer in
      try Ledger.put(new, in: writer)
      try Ledger.put(old, in: writer)
    }
    #expect(try await warehouse.read { try Ledger.runs(in: $0) } == [new, old])
    #expect(try await warehouse.read { try Ledger.runs(limit: 1, in: $0) } == [new])
    #expect(try await warehouse.read { try Ledger.run("a", in: $0) } == old)
    #expect(try await warehouse.read { try Ledger.run("c", in: $0) } == nil)
  }

  @Test("the dates of a run come back by stage and date, open ones as open")
  func runDates() async throws {
    let dates = [
      RunDate(stage: 1, date: day("2024-01-01"), outcome: .failed, attempts: 3, reason: "why"),
      RunDate(stage: 0, date: day("2024-01-02"), outcome: .complete, attempts: 1),
      RunDate(stage: 0, date: day("2024-01-01"), attempts: 1),
    ]
    try await warehouse.write { writer in
      try Ledger.put(dates, of: "r", at: "t", in: writer)
      try Ledger.put([RunDate(stage: 0, date: day("2024-05-05"))], of: "other", at: "t", in: writer)
    }
    #expect(try await warehouse.read { try Ledger.dates(of: "r", in: $0) } == [dates[2], dates[1], dates[0]])
  }

  @Test("an attempt comes back whole, the newest first")
  func attempts() async throws {
    var cell = Cell.done("games", day("2024-01-15"), rows: 5, state: .failed, version: "v")
    cell.reason = "reason"
    cell.expectedRows = 6
    cell.errorCategory = .permanent
    cell.error = "error"
    let attempts = (1...3).map { number in
      Attempt(
        cell: cell, runID: "r\(number)", attempt: number, owner: "o", changed: number == 2, codeVersion: "games@1",
        startedAt: "s", finishedAt: "f", durationMS: number * 10)
    }
    try await warehouse.write { writer in
      for attempt in attempts {
        try Ledger.record(attempt, in: writer)
      }
    }
    let key = cell.key
    #expect(try await warehouse.read { try Ledger.attempts(at: key, limit: 2, in: $0) } == [attempts[2], attempts[1]])
    let work = try await warehouse.read { try Ledger.work(of: "r2", on: "2024-01-15", in: $0) }
    #expect(work["games"]?.changed == true)
    #expect(work["games"]?.durationMS == 20)
  }

  @Test("a phase's entries in the catalogue are those that it registered last")
  func catalogue() async throws {
    @Sendable func entry(_ table: TableName, _ phase: Phase) -> CatalogEntry {
      CatalogEntry(table: table, phase: phase, codeVersion: "\(table)@1", declaration: "{}")
    }
    try await warehouse.write { writer in
      try Ledger.register([entry("b", .raw), entry("a", .raw)], of: .raw, at: "1", in: writer)
      try Ledger.register([entry("c", .analytics)], of: .analytics, at: "2", in: writer)
      try Ledger.register([entry("a", .raw), entry("d", .raw)], of: .raw, at: "3", in: writer)
    }
    #expect(
      try await warehouse.read { try Ledger.catalog(in: $0) } == [
        entry("a", .raw), entry("c", .analytics), entry("d", .raw),
      ])
    #expect(try await warehouse.read { try Ledger.registeredPhases(since: "3", in: $0) } == [.raw])
  }

  @Test("the audit keeps who did what to what, when and why")
  func audit() async throws {
    try await warehouse.write { writer in
      try Ledger.audit(who: "me", what: "resume", subject: "r1", reason: nil, at: "t", in: writer)
    }
    let rows = try await warehouse.read { reader in
      try reader.all("SELECT at, who, what, subject, reason FROM audit") { row in (0..<5).map { row.text($0) } }
    }
    #expect(rows == [["t", "me", "resume", "r1", nil]])
  }
}

@Suite("Times as the ledger stores them")
struct TimestampTests {
  @Test(
    "a time is RFC 3339 in UTC with milliseconds, before 1970 too",
    arguments: [
      (0.0, "1970-01-01T00:00:00.000Z"), (1_709_274_600.125, "2024-03-01T06:30:00.125Z"),
      (1_709_251_199.9996, "2024-03-01T00:00:00.000Z"), (-0.001, "1969-12-31T23:59:59.999Z"),
      (-86_400, "1969-12-31T00:00:00.000Z"), (951_782_400.05, "2000-02-29T00:00:00.050Z"),
    ])
  func known(seconds: Double, text: String) {
    #expect(Date(timeIntervalSince1970: seconds).timestamp == text)
  }

  @Test("a time reads back to the millisecond, and later times sort after earlier ones")
  func roundTrip() throws {
    var random = SeededRandom(seed: 3)
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    let times = (0..<300).map { _ in Int64.random(in: -2_000_000_000_000...4_000_000_000_000, using: &random) }.sorted()
    for time in times {
      let date = Date(timeIntervalSince1970: Double(time) / 1000)
      #expect(date.milliseconds == time)
      #expect(try Date(date.timestamp, strategy: format).milliseconds == time)
    }
    let texts = times.map { Date(timeIntervalSince1970: Double($0) / 1000).timestamp }
    #expect(texts == texts.sorted())
  }

  @Test(
    "R47: the Eastern date changes at midnight in New York, in winter and in summer",
    arguments: [
      ("2024-01-15T04:59:59Z", "2024-01-14"), ("2024-01-15T05:00:00Z", "2024-01-15"),
      ("2024-06-15T03:59:59Z", "2024-06-14"), ("2024-06-15T04:00:00Z", "2024-06-15"),
    ])
  func eastern(moment: String, date: String) throws {
    #expect(GameDate.eastern(try Date(moment, strategy: .iso8601)) == day(date))
  }

  @Test("sleepers of the virtual clock wake when their time has come, and not before")
  func virtualClock() async throws {
    let clock = VirtualClock()
    let woken = Locked<[Int]>([])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for seconds in [20, 10, 30] {
        group.addTask {
          try await clock.sleep(for: .seconds(seconds))
          woken.update { $0.append(seconds) }
        }
      }
      try await eventually("three sleep") { clock.alarms.count == 3 }
      clock.advance(by: .milliseconds(9_999))
      #expect(clock.alarms.count == 3)
      clock.advance(by: .milliseconds(1))
      try await eventually("one is awake") { woken.value == [10] }
      clock.advance(by: .seconds(10))
      try await eventually("two are awake") { woken.value == [10, 20] }
      group.cancelAll()
      await #expect(throws: CancellationError.self) { try await group.waitForAll() }
    }
    #expect(woken.value == [10, 20])
    #expect(clock.alarms.isEmpty)
  }
}

import Bus
import Contracts
import Foundation
import League
import Ledger
import Pipeline
import Testing
import TestKit

@Suite("Replaying history", .serialized, .timeLimit(.minutes(15)))
struct ReplayTests {
  @Test("R57: every game date is accounted for in every phase, and a second run does nothing")
  func wholeAndIdempotent() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let first = try await driver.backfill()
    let report = try #require(first.summary?.report)
    #expect(first.state == .completed)
    #expect(report.isWhole)
    #expect(report.planned > 40)
    let grid = try await driver.grid()
    let dates = grid.values.filter {
      $0.key.table == GridMirror.calendar && $0.rows > 0 && $0.key.date != $0.season.partitionDate
    }
    #expect(dates.count == report.planned)
    #expect(grid.values.allSatisfy { $0.isSettled })

    let attempts = try await driver.attempts()
    let digests = try await driver.digests()
    let second = try await driver.backfill()
    #expect(second.state == .completed)
    #expect(second.planned == 0)
    #expect(second.summary?.message == "nothing to do")
    // Only the schedules are looked at again, and they have not changed.
    #expect(try await driver.attempts() == attempts)
    #expect(try await driver.digests() == digests)
    await driver.stop()
  }

  @Test("staged and cascade runs end with equal rows, on one process a phase and on three")
  func strategiesAgree() async throws {
    let cascade = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await cascade.backfill()
    let expected = try await cascade.digests()
    await cascade.stop()

    let staged = try await PipelineTestDriver(archive: try SmallArchive.path())
    let record = try await staged.backfill { $0.strategy = .staged }
    #expect(record.state == .completed)
    #expect(try await staged.digests() == expected)
    await staged.stop()

    let wide = try await PipelineTestDriver(archive: try SmallArchive.path(), processes: 3)
    let whole = try await wide.backfill()
    #expect(whole.state == .completed)
    #expect(try await wide.digests() == expected)
    await wide.stop()
  }

  @Test("skip-downstream leaves phase 4 untouched, shows its completions with the flag, and is completed from phase 4")
  func skipDownstream() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.backfill { $0.through = .raw }
    let third = try await driver.backfill {
      $0.from = .analytics
      $0.skipDownstream = true
    }
    #expect(third.state == .completed)
    let completions = driver.completions(of: .analytics)
    #expect(!completions.isEmpty && completions.allSatisfy(\.request.skipDownstream))
    #expect(driver.completions(of: .precompute).isEmpty)
    #expect(try await driver.grid().values.filter { $0.phase == .precompute }.allSatisfy { $0.state == .expected })

    let rest = try await driver.backfill { $0.from = .precompute }
    #expect(rest.state == .completed)
    let whole = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await whole.backfill()
    #expect(try await driver.digests() == whole.digests())
    await driver.stop()
    await whole.stop()
  }

  @Test("phase 4 has rows on exactly the game dates that are not bootstrap dates", arguments: [7, 14])
  func bootstrap(days: Int) async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let record = try await driver.backfill { $0.bootstrapDays = days }
    #expect(record.state == .completed)
    let grid = try await driver.grid()
    let dates = grid.values.filter { $0.key.table == GridMirror.calendar && $0.key.date != $0.season.partitionDate }
      .map(\.key.date)
    let opening = try #require(dates.min())
    for cell in grid.values where cell.phase == .precompute {
      let isBootstrap = cell.key.date.days(since: opening) < days
      #expect((cell.state == .skipped) == isBootstrap, "\(cell.key)")
      #expect((cell.rows > 0) == !isBootstrap, "\(cell.key)")
      #expect(!isBootstrap || cell.reason?.hasPrefix("bootstrap: day ") == true)
    }
    await driver.stop()
  }

  @Test("a shorter bootstrap makes the dates it no longer covers work, and only those")
  func shorterBootstrap() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.backfill { $0.bootstrapDays = 14 }
    let record = try await driver.backfill { $0.bootstrapDays = 7 }
    #expect(record.state == .completed)
    #expect(record.planned > 0 && record.planned <= 7)
    let whole = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await whole.backfill()
    #expect(try await driver.digests() == whole.digests())
    await driver.stop()
    await whole.stop()
  }

  @Test("a bare date published by anyone replays that date on an empty warehouse as far as its history goes")
  func bareDate() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.backfill()
    let date = try #require(
      try await driver.grid().values.filter { $0.phase == .precompute && $0.rows > 0 }.map(\.key.date).min())
    let before = driver.completions(of: .publish).count
    try await driver.publish("{\"date\":\"\(date)\"}")
    try await eventually("phase 6 completed the date") { driver.completions(of: .publish).count == before + 1 }
    let completion = try #require(driver.completions(of: .publish).last)
    #expect(completion.request.date == date)
    #expect(completion.request.runID.hasPrefix("adhoc-"))
    #expect(!completion.changed)
    await driver.stop()
  }

  @Test("junk goes to the dead-letter topic with its place and reason, and the next date is worked on")
  func junk() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.publish("not json")
    try await driver.publish("{\"date\":\"2012-02-30\"}")
    let record = try await driver.backfill()
    #expect(record.state == .completed)
    let letters = driver.bus.published(to: Topic.deadLetter(.scrape).name)
    #expect(letters.count == 2)
    for letter in letters {
      #expect(letter[header: "backcourt-original-topic"] == Topic.backfillDate.name)
      #expect(letter[header: "backcourt-original-partition"] != nil)
      #expect(letter[header: "backcourt-original-offset"] != nil)
    }
    #expect(letters.contains { $0[header: "backcourt-reason"]?.contains("2012-02-30") == true })
    await driver.stop()
  }

  @Test("a date without games is settled with the reason and writes nothing")
  func offDay() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await driver.backfill()
    let digests = try await driver.digests()
    try await driver.publish("{\"date\":\"2012-07-04\",\"from\":\"phase2\"}")
    try await eventually("phase 6 answered") {
      driver.completions(of: .publish).last?.request.date == GameDate("2012-07-04")
    }
    let answer = try #require(driver.completions(of: .raw).last)
    #expect(answer.status == .emptyOK)
    #expect(answer.reason == "2012-07-04 is not a game date")
    #expect(try await driver.digests() == digests)
    await driver.stop()
  }
}

extension RunRecord {
  /// The summary that the coordinator wrote at the end.
  var summary: RunSummary? {
    report.flatMap { try? JSONDecoder().decode(RunSummary.self, from: Data($0.utf8)) }
  }
}

import Alerts
import Contracts
import Foundation
import Ledger
import League
import Pipeline
import Runtime
import TestKit
import Testing
import Warehouse

@testable import Coordinator

@Suite("Alerts from the ledger", .serialized, .timeLimit(.minutes(10)))
struct AlertWatchTests {
  /// A sink that remembers.
  private final class Memory: AlertSink {
    let name = "memory"
    private let alerts = Locked([Alert]())
    var all: [Alert] { alerts.value }
    func send(_ alert: Alert) async throws(AlertFailure) { alerts.update { $0.append(alert) } }
  }

  private static func watch(_ driver: PipelineTestDriver, _ sink: Memory) -> AlertWatch {
    AlertWatch(environment: driver.environment("alerts"), bulletin: Bulletin(), sinks: [sink])
  }

  private static func until(
    _ what: String, _ driver: PipelineTestDriver, _ condition: @escaping @Sendable () async throws -> Bool
  ) async throws {
    try await eventually(what, within: .seconds(60)) {
      driver.clock.advance(by: .seconds(1))
      return try await condition()
    }
  }

  @Test("R79: a backfill is told as a digest, a live date that fails at once, what is over as over, and nothing twice")
  func life() async throws {
    let archive = try SmallArchive.copy()
    let driver = try await PipelineTestDriver(archive: archive.path)
    let sink = Memory()
    let watching = Task { [watch = Self.watch(driver, sink)] in try await watch.run() }
    try await Self.until("somebody is watching", driver) { sink.all.contains { $0.kind == .heartbeat } }
    let record = try await driver.backfill()
    #expect(record.state == .completed)
    try await Self.until("the end is told", driver) { sink.all.contains { $0.subject == "\(record.runID) ended" } }
    let end = try #require(sink.all.last)
    #expect(end.kind == .notice && end.severity == .info)
    #expect(end.title.contains("\(record.planned) dates planned") && end.title.contains("+ 0 failed"), "\(end.title)")
    #expect(!sink.all.contains { $0.kind == .amiss }, "\(sink.all)")

    let date = try #require(
      try await driver.grid().values.filter { $0.key.table == "player_game_summary" && $0.rows > 0 }.map(\.key.date)
        .max())
    let box = archive.file("player_box_2011-12.csv.gz")
    let whole = try Data(contentsOf: URL(fileURLWithPath: box))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: box))
    let live = #"{"date":"\#(date)","mode":"live","run_id":"live-1","force":true}"#
    try await driver.publish(live)
    try await Self.until("the failure is told", driver) { sink.all.contains { $0.kind == .amiss } }
    let failure = try #require(sink.all.first { $0.kind == .amiss })
    #expect(failure.severity == .critical)
    #expect(failure.title.contains("player_box_2011-12"), "\(failure.title)")
    #expect(failure.details.first?.contains("on \(date)") == true)

    try whole.write(to: URL(fileURLWithPath: box))
    try await driver.publish(live)
    try await Self.until("it is over, and the audit has it", driver) {
      try await driver.warehouse.number("SELECT count(*) FROM audit WHERE who = 'alerts' AND what = 'over'") ?? 0 > 0
    }
    #expect(sink.all.count { $0.kind == .amiss } == 1, "\(sink.all.map(\.text))")
    watching.cancel()
    _ = try? await watching.value

    // Started again, it has nothing to say until the next heartbeat is due.
    let again = Memory()
    let second = Task { [watch = Self.watch(driver, again)] in try await watch.run() }
    for _ in 0..<200 {
      driver.clock.advance(by: .seconds(1))
      try await Task.sleep(for: .milliseconds(1))
    }
    #expect(again.all.isEmpty, "\(again.all.map(\.text))")
    driver.clock.advance(by: .seconds(86_400))
    try await Self.until("the heartbeat comes", driver) { again.all.contains { $0.kind == .heartbeat } }
    let told = try await driver.warehouse.read { reader in
      try reader.all("SELECT what FROM audit WHERE who = 'alerts' ORDER BY id") { $0.text(0) ?? "" }
    }
    #expect(told.first == "heartbeat" && told.filter { $0 == "amiss" }.count == 1 && told.contains("over"))
    second.cancel()
    _ = try? await second.value
    await driver.stop()
  }

  @Test("each seeded fault is found in the ledger, grouped by its cause; what belongs to a backfill is in its digest")
  func seeded() async throws {
    let folder = try TemporaryFolder()
    let warehouse = try SQLiteWarehouse(path: folder.file("warehouse.sqlite"))
    let now = Date(timeIntervalSince1970: 1_709_251_200)
    let quiet = try await warehouse.read { try LedgerSituation(from: $0, at: now) }
    #expect(quiet.concerns.isEmpty && quiet.notices.isEmpty && quiet.state == "no cells yet")
    try await warehouse.write { writer in
      for index in 0..<9 {
        let key = CellKey("b", day("2024-01-01").adding(days: index))
        var cell = Cell(key: key, season: Season(startYear: 2023), phase: .analytics)
        cell.life = CellLife(state: .failed)
        cell.error = "no rows, though \(index + 3) were expected"
        cell.runID = index < 4 ? "backfill-1" : index < 6 ? "by-hand" : "live-2"
        try Ledger.put(cell, change: index + 1, at: now.timestamp, in: writer)
      }
      for (id, state) in [("backfill-1", RunState.running), ("backfill-2", .paused), ("backfill-3", .refused)] {
        let request = RunRequest(selection: DateSelection(all: true))
        var run = RunRecord(
          runID: id, request: String(decoding: try JSONEncoder().encode(request), as: UTF8.self), requestedBy: "test",
          createdAt: now.timestamp)
        run.state = state
        run.planned = 40
        let words = state == .paused ? "paused by itself: too many" : "gate G1 refuses"
        run.report = String(decoding: try JSONEncoder().encode(RunSummary(report: nil, message: words)), as: UTF8.self)
        try Ledger.put(run, in: writer)
      }
      let dates = (0..<21).map { RunDate(stage: 0, date: day("2024-01-01").adding(days: $0), outcome: .complete) }
      try Ledger.put(dates, of: "backfill-1", at: now.timestamp, in: writer)
    }
    let found = try await warehouse.read { try LedgerSituation(from: $0, at: now) }
    let cells = try #require(found.concerns.first { $0.cause.hasPrefix("failed cells") })
    #expect(cells.count == 5 && cells.severity == .critical, "one cause, of which some are live: \(cells)")
    #expect(found.concerns.filter { $0.cause.hasPrefix("failed cells") }.count == 1)
    #expect(found.concerns.contains { $0.cause == "backfill-2 paused by itself" && $0.severity == .warning })
    let half = try #require(found.notices.first { $0.id == "backfill-1 50 %" })
    #expect(half.severity == .warning && half.details.first?.hasPrefix("4 failed cells on 4 dates") == true, "\(half)")
    #expect(found.notices.contains { $0.id == "backfill-3 ended" && $0.severity == .warning })
    #expect(found.state == "cells: 9 failed")
    let later = try await warehouse.read { try LedgerSituation(from: $0, at: now.addingTimeInterval(901)) }
    #expect(later.concerns.contains { $0.cause == "backfill-1 stands still" })
  }

  @Test("open dead letters are counted by their index: neither sorted nor read, however many a flood has left")
  func flood() async throws {
    let folder = try TemporaryFolder()
    let warehouse = ListeningWarehouse(try folder.warehouse())
    _ = try await warehouse.read { try LedgerSituation(from: $0, at: Date(timeIntervalSince1970: 0)) }
    _ = try await warehouse.read { try Ledger.deadLetterReasons(.open, in: $0) }
    let statements = warehouse.statements.keys.filter { $0.contains("dead_letters") }
    #expect(statements.count == 2)
    for statement in statements {
      let steps = try await warehouse.plan(of: statement)
      #expect(steps.contains { $0.contains("COVERING INDEX dead_letters_reason") }, "\(steps): \(statement)")
      #expect(!steps.contains { $0.contains("FOR GROUP BY") }, "\(steps): \(statement)")
    }
  }

  @Test("R80: a ledger that cannot be read is the loudest alert of all, not silence")
  func blind() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let sink = Memory()
    try await driver.warehouse.write { _ = try $0.execute("ALTER TABLE output_grid RENAME TO hidden", []) }
    let watching = Task { [watch = Self.watch(driver, sink)] in try await watch.run() }
    try await Self.until("it is told", driver) { sink.all.contains { $0.severity == .critical } }
    #expect(sink.all.first?.title.contains("cannot be read") == true)
    watching.cancel()
    _ = try? await watching.value
    await driver.stop()
  }
}

import Bus
import Contracts
import Foundation
import Ledger
import League
import Pipeline
import TestKit
import Testing
import Warehouse

@testable import Coordinator

@Suite("Steering a run", .serialized, .timeLimit(.minutes(15)))
struct RunControlTests {
  /// A backfill of everything, at work, with some dates done and most of them not.
  private func begun(_ driver: PipelineTestDriver, done: Int = 4) async throws -> String {
    let id = try await driver.engine.start(RunRequest(selection: DateSelection(all: true), maxInFlight: 2)).runID
    try await eventually("some dates are done", within: .seconds(60)) {
      try await driver.engine.status(of: id).map { $0.stage.isEmpty && $0.done >= done } ?? false
    }
    return id
  }

  private func order(_ order: RunOrder) -> RunOrderRequest {
    RunOrderRequest(order, requestedBy: "me", reason: "a reason")
  }

  private func atRest(_ driver: PipelineTestDriver, _ id: String) async throws -> RunStatus {
    try await eventually("the paused run is at rest", within: .seconds(60)) {
      let written = try await driver.warehouse.read { try Ledger.run(id, in: $0) }
      return try await driver.engine.status(of: id)?.inFlight == 0 && written?.report != nil
    }
    return try #require(try await driver.engine.status(of: id))
  }

  @Test("R26: paused, nothing new goes out and what is out finishes; resumed, also after a crash, it ends equal")
  func pauseAndResume() async throws {
    let undisturbed = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await undisturbed.backfill()
    let expected = try await undisturbed.digests()
    await undisturbed.stop()

    let folder = try TemporaryFolder()
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path(), folder: folder)
    let id = try await begun(driver)
    let paused = try await driver.engine.give(order(.pause), to: "current")
    #expect(paused.run.state == .paused && paused.run.runID == id)
    let status = try await atRest(driver, id)
    await driver.bus.settled()
    let sent = driver.bus.published(to: Topic.backfillDate.name).count
    #expect(status.done < status.planned)
    let record = try #require(try await driver.warehouse.read { try Ledger.run(id, in: $0) })
    #expect(record.state == .paused)
    let report = try #require(record.summary?.report)
    #expect(record.summary?.message == "paused by me: a reason")
    #expect(report.notReached == report.planned - report.complete - report.empty - report.skipped)
    #expect(report.notReached > 0 && report.failed.isEmpty)
    #expect(try await driver.engine.give(order(.pause), to: id).run.state == .paused, "a second time changes nothing")
    #expect(driver.bus.published(to: Topic.backfillDate.name).count == sent)
    await driver.stop()

    let second = try await PipelineTestDriver(archive: try SmallArchive.path(), folder: folder)
    try await second.engine.resume()
    #expect(try await second.engine.status(of: id)?.run.state == .paused)
    #expect(second.bus.published(to: Topic.backfillDate.name).isEmpty)
    await #expect(throws: RunRefusal.self) {
      try await second.engine.start(RunRequest(selection: DateSelection(year: 2011)))
    }
    let resumed = try await second.engine.give(order(.resume), to: id)
    #expect(resumed.run.state == .running)
    await second.engine.finish(of: id)
    let ended = try #require(try await second.warehouse.read { try Ledger.run(id, in: $0) })
    #expect(ended.state == .completed && ended.summary?.report?.isWhole == true)
    #expect(try await second.digests() == expected)
    let audit = try await second.warehouse.read { try Ledger.audit(limit: 10, in: $0) }
    #expect(audit.map(\.what) == ["resume", "pause", "backfill"])
    #expect(audit.allSatisfy { $0.subject.hasPrefix(id) })
    #expect(audit.first?.who == "me" && audit.first?.reason == "a reason")
    await second.stop()
  }

  @Test("of two orders at once the ledger keeps the later one, whichever is written first")
  func crossedOrders() async throws {
    let folder = try TemporaryFolder()
    let store = HeldWarehouse(warehouse: try SQLiteWarehouse(path: folder.file("warehouse.sqlite")))
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path(), folder: folder, store: store)
    let id = try await begun(driver)
    _ = try await driver.engine.give(order(.pause), to: id)
    _ = try await atRest(driver, id)
    await driver.bus.settled()

    let held = store.holdNextWrite()
    let resuming = Task { [order = order(.resume)] in try await driver.engine.give(order, to: id) }
    try await eventually("the first order is about to be written") { held.arrived == 1 }
    _ = try await driver.engine.give(order(.pause), to: id)
    held.open()
    _ = try await resuming.value
    #expect(try await driver.engine.status(of: id)?.run.state == .paused)
    #expect(try await driver.warehouse.read { try Ledger.run(id, in: $0) }?.state == .paused)
    await driver.stop()
  }

  @Test(
    "cancelled, it ends with what was not reached, leaves no cell running and no date waiting, and can be asked for again"
  )
  func cancelled() async throws {
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let id = try await begun(driver)
    let status = try await driver.engine.give(order(.cancel), to: id)
    #expect(status.run.state == .cancelling || status.run.state == .cancelled)
    await driver.engine.finish(of: id)
    let record = try #require(try await driver.warehouse.read { try Ledger.run(id, in: $0) })
    let report = try #require(record.summary?.report)
    #expect(record.state == .cancelled)
    #expect(report.notReached > 0)
    #expect(report.planned == report.complete + report.empty + report.skipped + report.failed.count + report.notReached)
    #expect(
      record.summary?.message
        == "cancelled by me: a reason; \(report.notReached) of \(report.planned) dates were not reached")
    let grid = try await driver.grid()
    #expect(!grid.values.contains { $0.state == .running })
    #expect(try await driver.warehouse.number("SELECT count(*) FROM waiting_dates") == 0)
    await #expect(throws: RunOrderRefusal.self) { try await driver.engine.give(order(.resume), to: id) }
    await #expect(throws: RunOrderRefusal.self) { try await driver.engine.give(order(.pause), to: "current") }

    let again = try await driver.backfill()
    #expect(again.state == .completed)
    #expect(again.planned == report.planned - report.complete - report.empty - report.skipped)
    await driver.stop()
  }

  @Test("a run that was being cancelled when its coordinator died is ended by the next one, truthfully")
  func cancelledOverACrash() async throws {
    let folder = try TemporaryFolder()
    let driver = try await PipelineTestDriver(archive: try SmallArchive.path(), folder: folder)
    let id = try await begun(driver)
    _ = try await driver.engine.give(order(.pause), to: id)
    let paused = try await atRest(driver, id)
    await driver.stop()
    try await driver.warehouse.write { writer in
      var record = try #require(try Ledger.run(id, in: writer))
      record.state = .cancelling
      try Ledger.put(record, in: writer)
    }
    let second = try await PipelineTestDriver(archive: try SmallArchive.path(), folder: folder)
    try await second.engine.resume()
    await second.engine.finish(of: id)
    let record = try #require(try await second.warehouse.read { try Ledger.run(id, in: $0) })
    #expect(record.state == .cancelled)
    #expect(record.summary?.report?.notReached == paused.planned - paused.done)
    #expect(record.summary?.report?.complete == paused.done)
    await second.stop()
  }

  @Test("a date that was done, and that a second look has left half begun, is sent again when later dates wait for it")
  func undone() async throws {
    let undisturbed = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await undisturbed.backfill()
    let expected = try await undisturbed.digests()
    await undisturbed.stop()

    let driver = try await PipelineTestDriver(archive: try SmallArchive.path())
    let id = try await begun(driver)
    _ = try await driver.engine.give(order(.pause), to: id)
    _ = try await atRest(driver, id)
    let done = try await driver.warehouse.read { try Ledger.dates(of: id, in: $0) }.filter { $0.outcome != nil }
    let date = try #require(done.map(\.date).max())
    let now = driver.clock.now
    try await driver.warehouse.write { writer in
      // As a process leaves them that was handed the date twice and killed over the second time.
      let change = try Ledger.nextChange(in: writer)
      for var cell in try Ledger.cells(changedAfter: 0, in: writer).map(\.cell) where cell.key.date == date {
        switch cell.phase {
        case .scrape:
          _ = try cell.life.take(owner: "killed/1", until: now.milliseconds + 1, now: now.milliseconds)
        case .raw where cell.key.table != "games":
          cell.life = CellLife(state: .waiting, fencingToken: cell.life.fencingToken)
        default: continue
        }
        try Ledger.put(cell, change: change, at: now.timestamp, in: writer)
      }
    }
    let time = Task {
      while !Task.isCancelled {
        driver.clock.advance(by: .milliseconds(200))
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    defer { time.cancel() }
    _ = try await driver.engine.give(order(.resume), to: id)
    await driver.engine.finish(of: id)
    let record = try #require(try await driver.warehouse.read { try Ledger.run(id, in: $0) })
    #expect(record.state == .completed && record.summary?.report?.isWhole == true, "\(record)")
    #expect(try await driver.digests() == expected)
    await driver.stop()
  }

  @Test("a run pauses by itself when too many dates fail, and goes on with these once the cause is mended")
  func failureRate() async throws {
    let archive = try SmallArchive.copy()
    let box = archive.file("player_box_2011-12.csv.gz")
    let whole = try Data(contentsOf: URL(fileURLWithPath: box))
    try Data(whole.prefix(whole.count / 2)).write(to: URL(fileURLWithPath: box))
    let driver = try await PipelineTestDriver(archive: archive.path)
    let id = try await driver.engine.start(RunRequest(selection: DateSelection(all: true), maxInFlight: 2)).runID
    let status = try await atRest(driver, id)
    #expect(status.run.state == .paused)
    #expect(status.failed >= 3 && status.done < status.planned)
    let record = try #require(try await driver.warehouse.read { try Ledger.run(id, in: $0) })
    #expect(
      record.summary?.message?.hasPrefix("paused by itself: too many of the last 20 dates failed (first ") == true)
    #expect((record.summary?.report?.failed.count ?? 0) >= 3)

    try whole.write(to: URL(fileURLWithPath: box))
    _ = try await driver.engine.give(order(.resume), to: id)
    await driver.engine.finish(of: id)
    let ended = try #require(try await driver.warehouse.read { try Ledger.run(id, in: $0) })
    #expect(
      ended.state == .completed, "\(ended.summary?.message ?? "") \(ended.summary?.report?.failed.first?.reason ?? "")")
    let undisturbed = try await PipelineTestDriver(archive: try SmallArchive.path())
    try await undisturbed.backfill()
    #expect(try await driver.digests() == undisturbed.digests())
    await driver.stop()
    await undisturbed.stop()
  }
}

/// A warehouse of which one write can be held back.
private struct HeldWarehouse: Warehouse {
  let warehouse: any Warehouse
  private let next = Locked<Turnstile?>(nil)

  init(warehouse: any Warehouse) {
    self.warehouse = warehouse
  }

  var location: String { warehouse.location }

  func holdNextWrite() -> Turnstile {
    let turnstile = Turnstile()
    next.update { $0 = turnstile }
    return turnstile
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseReader) throws -> Result
  ) async throws -> Result {
    try await warehouse.read(body)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WarehouseWriter) throws -> Result
  ) async throws -> Result {
    await next.update { held in
      defer { held = nil }
      return held
    }?.pass()
    return try await warehouse.write(body)
  }
}

import Contracts
import Ledger
import League
import TestKit
import Testing
import Warehouse

@Suite("Cells that are taken from their owners")
struct ReleaseTests {
  private let folder: TemporaryFolder
  private let warehouse: any Warehouse
  private let key = CellKey("player_game_summary", day("2024-01-15"))

  init() throws {
    folder = try TemporaryFolder()
    warehouse = try folder.store()
  }

  private func lease(_ date: GameDate, until: Int64, run: String = "r") async throws -> Int {
    var cell = Cell.done("player_game_summary", date, rows: 5)
    let token = try cell.life.take(owner: "phase3@host/1", until: until, now: 0)
    cell.runID = run
    try await warehouse.put([cell])
    return token
  }

  @Test("an unlocked cell is failed with who held it, its old owner cannot commit, and the next one can")
  func unlock() async throws {
    let token = try await lease(key.date, until: 1_000_000)
    let key = key
    let held = try await warehouse.write { try Ledger.unlock(key, why: "unlocked by me: it burnt", at: "t", in: $0) }
    #expect(held.owner == "phase3@host/1")
    var cell = try #require(try await warehouse.cell(key.table, key.date))
    #expect(cell.state == .failed && cell.life.lease == nil)
    #expect(cell.rows == 5, "the rows of before stand")
    #expect(cell.error == "unlocked by me: it burnt; it was held by phase3@host/1")
    #expect(throws: CellLife.Refusal.leaseLost(token: token, newest: token + 1)) {
      try cell.life.finish(token: token, state: .complete)
    }
    #expect(throws: CellLife.Refusal.leaseLost(token: token, newest: token + 1)) {
      try cell.life.renew(token: token, until: 2_000_000)
    }
    let next = try cell.life.take(owner: "phase3@host/2", until: 9, now: 1)
    #expect(throws: CellLife.Refusal.self) { try cell.life.finish(token: token, state: .complete) }
    try cell.life.finish(token: next, state: .complete)
    #expect(cell.state == .complete)
  }

  @Test("a cell that nobody works on is not unlocked")
  func notHeld() async throws {
    let key = key
    await #expect(throws: CellLife.Refusal.notHeld(.expected)) {
      try await warehouse.write { try Ledger.unlock(key, why: "", at: "t", in: $0) }
    }
    try await warehouse.put([.done(key.table, key.date)])
    await #expect(throws: CellLife.Refusal.notHeld(.complete)) {
      try await warehouse.write { try Ledger.unlock(key, why: "", at: "t", in: $0) }
    }
    #expect(try await warehouse.cell(key.table, key.date)?.state == .complete)
  }

  @Test("a run lets go of its waiting dates and of cells whose lease is over, and of nothing else")
  func letGo() async throws {
    let dates = days("2024-01-15", 4)
    _ = try await lease(dates[0], until: 100)
    _ = try await lease(dates[1], until: 900)
    _ = try await lease(dates[2], until: 100, run: "other")
    var waiting = Cell.done("games", dates[3], state: .waiting)
    waiting.runID = "r"
    waiting.reason = "waiting for x"
    try await warehouse.put([waiting])
    try await warehouse.write { writer in
      for run in ["r", "other"] {
        let date = run == "r" ? dates[0] : dates[2]
        let request = DateRequested(runID: run, date: date)
        try Ledger.put(
          WaitingDate(
            phase: .analytics, request: request, traceparent: "", waitsFor: nil, dueAt: 1, attempt: 0, reason: ""),
          at: "t", in: writer)
      }
      try Ledger.letGo(of: "r", why: "let go", now: 500, at: "t", in: writer)
    }
    func state(_ index: Int) async throws -> CellState? {
      try await warehouse.cell("player_game_summary", dates[index])?.state
    }
    #expect(try await state(0) == .failed)
    #expect(try await state(1) == .running, "its owner may live")
    #expect(try await state(2) == .running, "it is another run's")
    #expect(try await warehouse.cell("games", dates[3])?.reason == "let go; waiting for x")
    #expect(try await warehouse.read { try Ledger.waitingDates(of: nil, in: $0) }.map(\.request.runID) == ["other"])
  }

  @Test("an outcome is withdrawn unless somebody is at work on the cell")
  func withdraw() throws {
    var life = CellLife(state: .complete, fencingToken: 3)
    try life.withdraw(now: 0)
    #expect(life.state == .expected && life.fencingToken == 3)
    _ = try life.take(owner: "a", until: 30, now: 0)
    #expect(throws: CellLife.Refusal.held(by: "a", until: 30)) { try life.withdraw(now: 29) }
    try life.withdraw(now: 30)
    #expect(life.state == .expected && life.lease == nil)
  }

  @Test("failures count by the code of now, since the cell last settled; tries that wait do not count")
  func failures() async throws {
    let key = key
    func attempt(_ state: CellState, version: String = "player_game_summary@2") async throws {
      let cell = Cell.done(key.table, key.date, state: state)
      try await warehouse.write { writer in
        try Ledger.record(
          Attempt(
            cell: cell, runID: "r", attempt: 1, owner: "o", changed: false, codeVersion: version, startedAt: "",
            finishedAt: "", durationMS: 0), in: writer)
      }
    }
    try await warehouse.write { writer in
      let entry = CatalogEntry(
        table: key.table, phase: .analytics, codeVersion: "player_game_summary@2", declaration: "")
      try Ledger.register([entry], of: .analytics, at: "t", in: writer)
    }
    func count() async throws -> Int? { try await warehouse.read { try Ledger.failures(in: $0) }[key] }
    for state in [CellState.failed, .failed, .complete] { try await attempt(state) }
    #expect(try await count() == nil)
    try await attempt(.failed, version: "player_game_summary@1")
    try await attempt(.failed)
    try await attempt(.waiting)
    try await attempt(.failed)
    #expect(try await count() == 2)
  }
}

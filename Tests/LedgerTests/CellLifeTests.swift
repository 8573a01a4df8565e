import Ledger
import TestKit
import Testing

@Suite("The life of a cell")
struct CellLifeTests {
  private static let outcomes: [CellState] = [.complete, .degraded, .emptyOK, .skipped, .failed, .waiting]

  /// What must hold of a life after every step.
  private func check(_ life: CellLife, after before: CellLife) {
    #expect(life.fencingToken >= before.fencingToken)
    #expect((life.state == .running) == (life.lease != nil))
    #expect(life.attempts >= 0)
  }

  @Test(
    "in any sequence of steps by several owners the token never falls, a stale token changes nothing, and a cell runs exactly while it is leased",
    arguments: 0..<40)
  func anySequence(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let owners = ["a/1", "a/2", "b/1"]
    var life = CellLife()
    var now: Int64 = 0
    var held: [String: Int] = [:]
    for _ in 0..<400 {
      let before = life
      let owner = owners.randomElement(using: &random) ?? ""
      let token =
        Bool.random(using: &random) ? held[owner] ?? 0 : Int.random(in: 0...life.fencingToken + 1, using: &random)
      let isValid = before.state == .running && token == before.fencingToken
      switch Int.random(in: 0..<5, using: &random) {
      case 0:
        do {
          let taken = try life.take(owner: owner, until: now + 30, now: now)
          #expect(before.lease == nil || before.lease?.owner == owner || (before.lease?.until ?? 0) <= now)
          #expect(taken == before.fencingToken + 1)
          #expect(life.lease == CellLife.Lease(owner: owner, until: now + 30))
          held[owner] = taken
        } catch {
          #expect(before.lease.map { $0.owner != owner && $0.until > now } == true)
          #expect(life == before)
        }
      case 1:
        do {
          try life.renew(token: token, until: now + 30)
          #expect(isValid)
          #expect((life.lease?.until ?? 0) >= (before.lease?.until ?? 0))
        } catch {
          #expect(!isValid && life == before)
        }
      case 2:
        let outcome = Self.outcomes.randomElement(using: &random) ?? .failed
        do {
          try life.finish(token: token, state: outcome)
          #expect(isValid && life.state == outcome)
          #expect(life.attempts == (outcome == .waiting ? before.attempts : 0))
        } catch {
          #expect(!isValid && life == before)
        }
      case 3:
        do {
          try life.wait(now: now)
          #expect((before.lease?.until ?? 0) <= now && life.state == .waiting)
        } catch {
          #expect((before.lease?.until ?? 0) > now && life == before)
        }
      default:
        now += Int64.random(in: 0...40, using: &random)
      }
      check(life, after: before)
    }
  }

  @Test("R24: while a lease lasts nobody else gets one; when it is over, the next one does")
  func oneLiveLease() throws {
    var life = CellLife()
    #expect(try life.take(owner: "a", until: 30, now: 0) == 1)
    #expect(throws: CellLife.Refusal.held(by: "a", until: 30)) { try life.take(owner: "b", until: 59, now: 29) }
    #expect(try life.take(owner: "b", until: 60, now: 30) == 2)
    #expect(throws: CellLife.Refusal.leaseLost(token: 1, newest: 2)) { try life.finish(token: 1, state: .complete) }
    #expect(throws: CellLife.Refusal.leaseLost(token: 1, newest: 2)) { try life.renew(token: 1, until: 90) }
    try life.finish(token: 2, state: .complete)
    #expect(life.state == .complete)
    #expect(throws: CellLife.Refusal.self) { try life.finish(token: 2, state: .failed) }
  }

  @Test("a lease that is over, and that nobody else took, still finishes")
  func lateFinish() throws {
    var life = CellLife()
    let token = try life.take(owner: "a", until: 30, now: 0)
    try life.finish(token: token, state: .degraded)
    #expect(life.state == .degraded)
  }

  @Test(
    "attempts count the leases since the last outcome, failure included, so that each new request has all its tries")
  func attempts() throws {
    var life = CellLife()
    for attempt in 1...3 {
      let token = try life.take(owner: "a", until: 30, now: 0)
      #expect(life.attempts == attempt)
      try life.finish(token: token, state: .waiting)
    }
    for outcome in [CellState.complete, .failed] {
      let token = try life.take(owner: "a", until: 30, now: 0)
      try life.finish(token: token, state: outcome)
      #expect(life.attempts == 0)
    }
  }

  @Test("a lease is never shortened by a renewal")
  func renewal() throws {
    var life = CellLife()
    let token = try life.take(owner: "a", until: 50, now: 0)
    try life.renew(token: token, until: 20)
    #expect(life.lease?.until == 50)
    try life.renew(token: token, until: 80)
    #expect(life.lease?.until == 80)
  }

  @Test("exactly the outcomes but failure settle a cell")
  func settled() {
    let settled = CellState.allCases.filter(\.isSettled)
    #expect(settled == [.complete, .degraded, .emptyOK, .skipped])
    #expect(CellState.allCases.filter { $0.outcome == nil } == [.expected, .waiting, .running])
  }
}

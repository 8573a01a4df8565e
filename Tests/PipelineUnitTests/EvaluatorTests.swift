import Contracts
import Ledger
import League
import TestKit
import Testing

@testable import Pipeline

@Suite("What is to become of a cell")
struct EvaluatorTests {
  private let season = Season(startYear: 2023)
  private let dates = days("2023-10-24", 30)
  private let a: TableName = "a"
  private let b: TableName = "b"

  private func evaluator(bootstrap: Int = 7, _ cells: [Cell] = []) -> Evaluator {
    var mirror = Schedule(dates: dates).mirror
    for cell in cells {
      mirror.put(cell)
    }
    return Evaluator(mirror: mirror, bootstrapDays: bootstrap)
  }

  private func verdict(
    _ table: TableInfo, on index: Int, _ evaluator: Evaluator, _ terms: Evaluator.Terms = .init(),
    ahead: [TableName: Cell] = [:], fetched: [TableName: String] = [:]
  ) -> Evaluator.Verdict {
    var evaluator = evaluator
    return evaluator.verdict(
      on: table, date: dates[index], season: season, terms: terms, ahead: ahead, fetched: fetched)
  }

  private func version(_ verdict: Evaluator.Verdict) throws -> String {
    guard case .ready(let version, _) = verdict else {
      throw NotReady(verdict: verdict)
    }
    return version
  }

  private struct NotReady: Error {
    var verdict: Evaluator.Verdict
  }

  @Test("a table that reads nothing of the warehouse is ready")
  func readsNothing() throws {
    let table = try TableInfo.declared(a)
    _ = try version(verdict(table, on: 3, evaluator()))
  }

  @Test("a same-date read waits until that cell is settled", arguments: CellState.allCases)
  func sameDate(state: CellState) throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .sameDate)])
    let found = verdict(table, on: 3, evaluator([.done(a, dates[3], state: state)]))
    switch state {
    case .complete, .degraded, .emptyOK: _ = try version(found)
    case .skipped: #expect(found == .leaveOut(reason: "a on 2023-10-27 was skipped"))
    case .expected, .waiting, .running, .failed:
      guard case .waiting(let key, _) = found else {
        Issue.record("\(found)")
        return
      }
      #expect(key == CellKey(a, dates[3]))
    }
  }

  @Test("a cell that was never planned is waited for")
  func neverPlanned() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .sameDate)])
    #expect(
      verdict(table, on: 3, evaluator())
        == .waiting(on: CellKey(a, dates[3]), reason: "waiting for a on 2023-10-27, which has not run"))
  }

  @Test("a failed cell is waited for with its error")
  func failedInput() throws {
    var failed = Cell.done(a, dates[3], state: .failed)
    failed.error = "it tore"
    let table = try TableInfo.declared(b, reads: [Read(a, .sameDate)])
    #expect(
      verdict(table, on: 3, evaluator([failed]))
        == .waiting(on: failed.key, reason: "waiting for a on 2023-10-27, which failed: it tore"))
  }

  @Test("a cell finished by the same work counts before it is written")
  func ahead() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .sameDate)])
    let stored = evaluator([.done(a, dates[3], digest: "old")])
    let ahead = try version(verdict(table, on: 3, stored, ahead: [a: .done(a, dates[3], digest: "new")]))
    #expect(ahead == (try version(verdict(table, on: 3, evaluator([.done(a, dates[3], digest: "new")])))))
    #expect(ahead != (try version(verdict(table, on: 3, stored))))
  }

  @Test("a skip is passed on with its reason, unless the input says otherwise")
  func passesSkipOn() throws {
    var skipped = Cell.done(a, dates[3], digest: "none", state: .skipped)
    skipped.reason = "bootstrap: day 4 of the first 7"
    let passing = try TableInfo.declared(b, reads: [Read(a, .sameDate)])
    #expect(verdict(passing, on: 3, evaluator([skipped])) == .leaveOut(reason: "bootstrap: day 4 of the first 7"))
    let keeping = try TableInfo.declared(b, reads: [Read(a, .sameDate)], passesSkipOn: false)
    _ = try version(verdict(keeping, on: 3, evaluator([skipped])))
  }

  @Test("the opening days of a season are left out, to the day", arguments: [7, 14, 0])
  func bootstrap(length: Int) throws {
    let table = try TableInfo.declared(a, bootstrap: .skip)
    let other = try TableInfo.declared(a, bootstrap: .process)
    for index in dates.indices {
      let found = verdict(table, on: index, evaluator(bootstrap: length))
      if index < length {
        #expect(found == .leaveOut(reason: "bootstrap: day \(index + 1) of the first \(length)"))
      } else {
        _ = try version(found)
      }
      _ = try version(verdict(other, on: index, evaluator(bootstrap: length)))
    }
  }

  @Test("a request's bootstrap goes before the service's, and is counted from the first game date")
  func requestedBootstrap() throws {
    let table = try TableInfo.declared(a, bootstrap: .skip)
    #expect(
      verdict(table, on: 10, evaluator(), .init(bootstrapDays: 14))
        == .leaveOut(reason: "bootstrap: day 11 of the first 14"))
    _ = try version(verdict(table, on: 3, evaluator(), .init(bootstrapDays: 3)))
    #expect(
      verdict(table, on: 2, evaluator(), .init(bootstrapDays: 3))
        == .leaveOut(reason: "bootstrap: day 3 of the first 3"))
    var gaps = Evaluator(
      mirror: Schedule(dates: [dates[0], dates[6], dates[7]]).mirror, bootstrapDays: 7)
    #expect(gaps.bootstrapReason(date: dates[6], season: season, terms: .init()) != nil)
    #expect(gaps.bootstrapReason(date: dates[7], season: season, terms: .init()) == nil)
  }

  @Test("a history waits for the first date that is open, whichever else are")
  func history() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .history(seasons: 1))])
    let all = dates.prefix(10).map { Cell.done(a, $0) }
    _ = try version(verdict(table, on: 10, evaluator(all)))
    _ = try version(verdict(table, on: 0, evaluator()))
    let holes = all.filter { $0.key.date != dates[4] && $0.key.date != dates[7] }
    #expect(
      verdict(table, on: 10, evaluator(holes))
        == .waiting(on: CellKey(a, dates[4]), reason: "waiting for a on 2023-10-28, which has not run"))
    _ = try version(verdict(table, on: 4, evaluator(holes)))
  }

  @Test("a history waits for the schedule of its season")
  func scheduleUnknown() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .history(seasons: 1))])
    var evaluator = Evaluator(bootstrapDays: 7)
    #expect(
      evaluator.verdict(on: table, date: dates[3], season: season)
        == .waiting(on: CellKey("games", season.partitionDate), reason: "the schedule of 2023-24 was not read yet"))
  }

  @Test("an earlier season is part of a history only where its schedule is known")
  func earlierSeason() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .history(seasons: 2))])
    let now = dates.prefix(3).map { Cell.done(a, $0) }
    _ = try version(verdict(table, on: 3, evaluator(now)))
    let before = Season(startYear: 2022)
    let known = evaluator(now + Schedule(season: before, dates: [day("2022-11-01")]).cells)
    #expect(
      verdict(table, on: 3, known)
        == .waiting(on: CellKey(a, day("2022-11-01")), reason: "waiting for a on 2022-11-01, which has not run"))
    let settled = evaluator(
      now + Schedule(season: before, dates: [day("2022-11-01")]).cells + [.done(a, day("2022-11-01"), season: before)])
    _ = try version(verdict(table, on: 3, settled))
  }

  @Test("accepting gaps settles with what is there and names what is not, but never overtakes work that is running")
  func gaps() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .sameDate), Read(a, .history(seasons: 1))])
    let accepting = Evaluator.Terms(acceptGaps: true)
    let some = [Cell.done(a, dates[0]), .done(a, dates[2], state: .failed)]
    guard case .ready(_, let gaps) = verdict(table, on: 3, evaluator(some), accepting) else {
      Issue.record("not ready")
      return
    }
    #expect(gaps == ["a on 2023-10-27 is not there", "2 earlier dates of a are not there"])
    let running = some + [.done(a, dates[3], state: .running)]
    guard case .waiting(CellKey(a, dates[3]), _) = verdict(table, on: 3, evaluator(running), accepting) else {
      Issue.record("overtook running work")
      return
    }
    let whole = dates.prefix(4).map { Cell.done(a, $0) }
    #expect(verdict(table, on: 3, evaluator(whole), accepting) == verdict(table, on: 3, evaluator(whole)))
  }

  @Test("R35: the version changes with every digest that is read and with the code, and with nothing else")
  func versions() throws {
    let reads = [Read(a, .sameDate), Read(a, .history(seasons: 1)), Read("feed", .fetched), Read("games", .season)]
    let table = try TableInfo.declared(b, reads: reads)
    let cells = dates.prefix(6).map { Cell.done(a, $0, digest: "\($0)") }
    let feed: [TableName: String] = ["feed": "f1"]
    let base = try version(verdict(table, on: 5, evaluator(cells), fetched: feed))

    var seen: Set<String> = [base]
    for index in 0..<6 {
      var changed = cells
      changed[index].outputDigest = "changed"
      seen.insert(try version(verdict(table, on: 5, evaluator(changed), fetched: feed)))
    }
    #expect(seen.count == 7)
    seen.insert(try version(verdict(table, on: 5, evaluator(cells), fetched: ["feed": "f2"])))
    let raised = try TableInfo.declared(b, version: 2, reads: reads)
    seen.insert(try version(verdict(raised, on: 5, evaluator(cells), fetched: feed)))
    var schedule = Cell.done("games", season.partitionDate, rows: 60)
    schedule.outputDigest = "another schedule"
    seen.insert(try version(verdict(table, on: 5, evaluator(cells + [schedule]), fetched: feed)))
    #expect(seen.count == 10)

    var other = cells
    for index in other.indices {
      other[index].rows = 99
      other[index].runID = "another"
      other[index].finishedAt = "later"
      other[index].inputVersion = "another"
      other[index].life = CellLife(state: .degraded, fencingToken: 8)
    }
    let future = dates.dropFirst(6).map { Cell.done(a, $0, digest: "future") }
    let unrelated = Cell.done("c", dates[2])
    #expect(try version(verdict(table, on: 5, evaluator(other + future + [unrelated]), fetched: feed)) == base)
  }

  @Test("an evaluator that saw the grid change answers as one that never saw another", arguments: 0..<10)
  func rememberedChains(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let table = try TableInfo.declared(b, reads: [Read(a, .history(seasons: 1))])
    var old = evaluator()
    for step in 0..<120 {
      let index = Int.random(in: 0..<dates.count, using: &random)
      let state: CellState = Int.random(in: 0..<6, using: &random) == 0 ? .failed : .complete
      old.mirror.put(.done(a, dates[index], digest: "\(step % 5)", state: state))
      let asked = dates[Int.random(in: 0..<dates.count, using: &random)]
      let terms = Evaluator.Terms(acceptGaps: Bool.random(using: &random))
      var fresh = Evaluator(mirror: old.mirror, bootstrapDays: 7)
      #expect(
        old.verdict(on: table, date: asked, season: season, terms: terms)
          == fresh.verdict(on: table, date: asked, season: season, terms: terms))
    }
  }
}

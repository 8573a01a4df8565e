import Contracts
import Ledger
import League
import TestKit
import Testing

@testable import Pipeline

@Suite("Plans")
struct PlannerTests {
  private let season = Season(startYear: 2023)
  private let dates = days("2023-10-24", 10)
  private let today = day("2024-07-01")

  /// `a` reads nothing, `b` reads the history of `a`, `c` skips the bootstrap and belongs to a later phase.
  private func catalog(version: Int = 1) throws -> [TableInfo] {
    [
      try .declared("a", .analytics, version: version, expected: .perGame(2)),
      try .declared("b", .analytics, reads: [Read("a", .history(seasons: 1))]),
      try .declared("c", .precompute, reads: [Read("b", .sameDate)], bootstrap: .skip),
    ]
  }

  private func planner(
    _ cells: [Cell] = [], bootstrap: Int = 7, catalog: [TableInfo]? = nil, schedule: Schedule? = nil
  ) throws -> Planner {
    var mirror = (schedule ?? Schedule(dates: dates)).mirror
    for cell in cells {
      mirror.put(cell)
    }
    return Planner(
      catalog: try catalog ?? self.catalog(), evaluator: Evaluator(mirror: mirror, bootstrapDays: bootstrap))
  }

  /// Every cell done, as the evaluator would have it.
  private func doneCells() throws -> [Cell] {
    var planner = try planner()
    for date in dates {
      for table in planner.catalog {
        switch planner.evaluator.verdict(on: table, date: date, season: season) {
        case .ready(let version, _):
          var cell = Cell.done(table.name, date, phase: table.phase, digest: "\(table.name) \(date)", version: version)
          cell.codeVersion = table.codeVersion
          planner.evaluator.mirror.put(cell)
        case .leaveOut(let reason):
          var cell = Cell.done(table.name, date, phase: table.phase, rows: 0, digest: "", state: .skipped)
          cell.reason = reason
          planner.evaluator.mirror.put(cell)
        case .waiting:
          Issue.record("\(table.name) waits on \(date)")
        }
      }
    }
    return try catalog().flatMap { planner.evaluator.mirror.cells(of: $0.name).values }
  }

  private func plan(
    _ cells: [Cell], mode: RunRequest.Mode, bootstrap: Int = 7, catalog: [TableInfo]? = nil,
    _ change: (inout RunRequest) -> Void = { _ in }
  ) throws -> Plan {
    var request = RunRequest(selection: DateSelection(seasons: [season]), mode: mode)
    change(&request)
    var planner = try planner(cells, bootstrap: bootstrap, catalog: catalog)
    return planner.plan(request, today: today)
  }

  @Test("a silent date is done when its cells are: by the run where that makes all anew, else from what is there")
  func doneForRun() throws {
    let (date, all, stale) = (
      dates[9], RunRequest(selection: DateSelection(), mode: .all), RunRequest(selection: DateSelection(), mode: .stale)
    )
    let cells = try doneCells().filter { $0.key.date <= date }
    let keys = try catalog().map { CellKey($0.name, date) }
    var planner = try planner(cells)
    func isDone(_ keys: [CellKey], for run: String, under request: RunRequest) -> Bool {
      planner.isDone(keys, for: run, under: request)
    }
    #expect(isDone(keys, for: "run", under: stale))
    #expect(!isDone(keys, for: "run", under: all), "settled by another run, before it was asked for")
    for key in keys {
      var cell = try #require(planner.evaluator.mirror[key])
      cell.runID = "run"
      planner.evaluator.mirror.put(cell)
    }
    #expect(isDone(keys, for: "run", under: all))

    // What b reads has changed since.
    var corrected = try #require(planner.evaluator.mirror[CellKey("a", dates[3])])
    corrected.outputDigest = "another"
    planner.evaluator.mirror.put(corrected)
    #expect(!isDone(keys, for: "later", under: stale))
    #expect(!isDone([CellKey("a", day("2024-02-02"))], for: "run", under: stale), "never ran")
  }

  private func changing(
    _ table: TableName, _ index: Int, in cells: [Cell], _ change: (inout Cell) -> Void
  ) throws -> [Cell] {
    var cells = cells
    let place = try #require(cells.firstIndex { $0.key == CellKey(table, dates[index]) })
    change(&cells[place])
    return cells
  }

  @Test(
    "an untouched season is work in every mode, and the reason counts the cells",
    arguments: [
      RunRequest.Mode.missing, .failed, .stale,
    ])
  func neverRan(mode: RunRequest.Mode) throws {
    let plan = try plan([], mode: mode)
    #expect(plan.included.map(\.date) == dates)
    #expect(plan.dates.allSatisfy { $0.cells == 3 && $0.reason == "3 never ran" })
  }

  @Test(
    "a season that is done is no work, and each date says so",
    arguments: [
      RunRequest.Mode.missing, .failed, .stale,
    ])
  func done(mode: RunRequest.Mode) throws {
    let plan = try plan(try doneCells(), mode: mode)
    #expect(plan.included.isEmpty)
    #expect(plan.dates.map(\.reason) == Array(repeating: "nothing to do", count: 10))
  }

  @Test("looking and recomputing take every cell", arguments: [RunRequest.Mode.look, .all])
  func everything(mode: RunRequest.Mode) throws {
    let plan = try plan(try doneCells(), mode: mode)
    #expect(plan.dates.allSatisfy { $0.isIncluded && $0.cells == 3 && $0.reason == "3 asked for" })
  }

  @Test("a failed cell is work but for those who only want the missing")
  func failed() throws {
    let cells = try changing("b", 4, in: try doneCells()) { $0.life = CellLife(state: .failed) }
    #expect(try plan(cells, mode: .missing).included.isEmpty)
    #expect(try plan(cells, mode: .failed).included.map(\.date) == [dates[4]])
    #expect(try plan(cells, mode: .failed).included.map(\.reason) == ["1 failed"])
  }

  @Test("what waits or was interrupted is work in every mode", arguments: [RunRequest.Mode.missing, .failed, .stale])
  func unfinished(mode: RunRequest.Mode) throws {
    var cells = try changing("b", 8, in: try doneCells()) { $0.life = CellLife(state: .waiting) }
    cells = try changing("a", 9, in: cells) { $0.life = CellLife(state: .running) }
    let plan = try plan(cells, mode: mode)
    #expect(plan.included.map(\.date) == [dates[8], dates[9]])
    // Who reads a cell that is not settled is stale himself, for those who ask for stale ones.
    #expect(
      plan.included.map(\.reason)
        == (mode == .stale ? ["1 stale, 1 waiting", "1 interrupted"] : ["1 waiting", "1 interrupted"]))
  }

  @Test("a changed input makes stale exactly the cells that read it, and only for those who ask for stale ones")
  func stale() throws {
    let cells = try changing("a", 7, in: try doneCells()) { $0.outputDigest = "corrected" }
    #expect(try plan(cells, mode: .failed).included.isEmpty)
    let plan = try plan(cells, mode: .stale)
    #expect(plan.included.map(\.date) == [dates[8], dates[9]])
    #expect(plan.included.map(\.reason) == ["1 stale", "1 stale"])
  }

  @Test("R71: a raised version makes every cell of its table stale")
  func staleCode() throws {
    let plan = try plan(try doneCells(), mode: .stale, catalog: try catalog(version: 2))
    #expect(plan.dates.allSatisfy { $0.reason == "1 stale" })
  }

  @Test("what is fetched from outside is stale by its code alone; whether the source changed is a look")
  func fetched() throws {
    let fetches = [try TableInfo.declared("a", reads: [Read("feed", .fetched)])]
    var cell = Cell.done("a", dates[0], version: "whatever")
    cell.codeVersion = "a@1"
    #expect(
      try plan([cell], mode: .stale, catalog: fetches) { $0.selection = .init(dates: [dates[0]]) }.included.isEmpty)
    cell.codeVersion = "a@0"
    #expect(
      try plan([cell], mode: .stale, catalog: fetches) { $0.selection = .init(dates: [dates[0]]) }.included.count == 1)
  }

  @Test("a longer bootstrap makes work of dates that are within it now, a shorter one of those that are not any more")
  func bootstrapChange() throws {
    let cells = try doneCells()
    let longer = try plan(cells, mode: .missing) { $0.bootstrapDays = 9 }
    #expect(longer.included.map(\.date) == [dates[7], dates[8]])
    #expect(longer.included.map(\.reason) == ["1 within the bootstrap now", "1 within the bootstrap now"])
    let shorter = try plan(cells, mode: .missing) { $0.bootstrapDays = 5 }
    #expect(shorter.included.map(\.date) == [dates[5], dates[6]])
    #expect(shorter.included.map(\.reason) == Array(repeating: "1 not within the bootstrap any more", count: 2))
  }

  @Test("R34: dates from today on are out, because their games are not played")
  func notPlayed() throws {
    var planner = try planner()
    let plan = planner.plan(RunRequest(selection: DateSelection(seasons: [season])), today: dates[6])
    #expect(plan.included.map(\.date) == Array(dates.prefix(6)))
    #expect(plan.dates.suffix(4).allSatisfy { $0.reason == "not played yet" && !$0.isIncluded })
  }

  @Test("R51: a date asked for that is no game date is out, and said to be")
  func offDay() throws {
    let plan = try plan([], mode: .stale) { $0.selection = DateSelection(dates: [day("2023-12-25"), dates[2]]) }
    try #require(plan.dates.map(\.date) == [dates[2], day("2023-12-25")])
    #expect(plan.dates.map(\.isIncluded) == [true, false])
    #expect(plan.dates[1].reason == "not a game date")
    #expect(plan.dates[1].season == nil)
  }

  @Test("only the phases and tables asked for are work")
  func narrowed() throws {
    #expect(try plan([], mode: .stale) { $0.from = .precompute }.dates.allSatisfy { $0.cells == 1 })
    #expect(try plan([], mode: .stale) { $0.through = .analytics }.dates.allSatisfy { $0.cells == 2 })
    #expect(
      try plan([], mode: .stale) {
        $0.from = .analytics; $0.skipDownstream = true
      }.dates.allSatisfy { $0.cells == 2 })
    #expect(try plan([], mode: .stale) { $0.tables = ["b"] }.dates.allSatisfy { $0.cells == 1 })
    #expect(try plan([], mode: .stale) { $0.from = .publish }.included.isEmpty)
  }

  @Test("a plan's fingerprint is that of the world and of what was asked, not of who asks")
  func fingerprint() throws {
    let base = try plan([], mode: .stale)
    #expect(try plan([], mode: .stale).fingerprint == base.fingerprint)
    #expect(
      try plan([], mode: .stale) {
        $0.requestedBy = "another"; $0.fingerprint = base.fingerprint
      }.fingerprint
        == base.fingerprint)
    let others = [
      try plan([.done("a", dates[3])], mode: .stale), try plan([], mode: .all),
      try plan([], mode: .stale) { $0.through = .analytics }, try plan([], mode: .stale) { $0.bootstrapDays = 14 },
      try plan([], mode: .stale) { $0.selection.end = dates[8] },
    ]
    #expect(Set(others.map(\.fingerprint) + [base.fingerprint]).count == others.count + 1)
  }

  @Test("the grid lacks the cells of game dates, and holds none of other dates that never ran")
  func gridChanges() throws {
    var planner = try planner([
      .done("a", dates[0]), .done("a", day("2023-12-25"), state: .expected), .done("b", day("2023-12-25")),
    ])
    let changes = planner.gridChanges()
    #expect(changes.missing.count == 29)
    #expect(!changes.missing.contains { $0.key == CellKey("a", dates[0]) })
    #expect(changes.missing.allSatisfy { $0.state == .expected && $0.season == season })
    #expect(changes.missing.first { $0.key == CellKey("a", dates[1]) }?.expectedRows == 4)
    #expect(changes.missing.first { $0.key == CellKey("b", dates[1]) }?.expectedRows == nil)
    #expect(changes.vanished == [CellKey("a", day("2023-12-25"))])
    for cell in changes.missing {
      planner.evaluator.mirror.put(cell)
    }
    #expect(planner.gridChanges().missing.isEmpty)
  }

  @Test(
    "R30: a change reaches the settled later cells that were computed from the table's older rows, from their phase on")
  func reach() throws {
    let terms = Evaluator.Terms()
    var before = try planner(try doneCells())
    #expect(
      before.reach(of: ["a"], on: dates[3], season: season, terms: terms).dates.isEmpty, "they have read it as it is")
    #expect(before.tablesReadAsHistory == ["a"])

    var planner = try planner(try changing("a", 3, in: try doneCells()) { $0.outputDigest = "corrected" })
    let phases = planner.reach(of: ["a"], on: dates[3], season: season, terms: terms).dates
    #expect(phases == Dictionary(uniqueKeysWithValues: dates[4...].map { ($0, Phase.analytics) }))
    #expect(planner.reach(of: ["b", "c"], on: dates[3], season: season, terms: terms).dates.isEmpty)
    let coming = Dictionary(uniqueKeysWithValues: dates[6...].map { ($0, Phase.scrape) })
    #expect(
      planner.reach(of: ["a"], on: dates[3], season: season, terms: terms, coming: coming).dates
        == [dates[4]: .analytics, dates[5]: .analytics, dates[6]: .analytics], "one of those that come anyway is enough"
    )
    planner.evaluator.mirror.put(.done("b", dates[5], state: .failed))
    planner.evaluator.mirror.put(.done("b", dates[6], state: .skipped))
    let fewer = planner.reach(of: ["a"], on: dates[3], season: season, terms: terms).dates
    #expect(Set(fewer.keys) == Set(dates[4...]).subtracting([dates[5], dates[6]]))
  }

  @Test(
    "of a cell that reads something else that is not settled it is said under what it is blocked, and asked again later"
  )
  func blockedReach() throws {
    let terms = Evaluator.Terms()
    let corrected = try changing("a", 3, in: try doneCells()) { $0.outputDigest = "corrected" }
    var planner = try planner(corrected + [.done("a", dates[5], state: .failed)])
    let reach = planner.reach(of: ["a"], on: dates[3], season: season, terms: terms)
    #expect(reach.dates == [dates[4]: .analytics, dates[5]: .analytics])
    let blocked = try #require(reach.blocked[CellKey("a", dates[5])])
    #expect(blocked == Set(dates[6...].map { CellKey("b", $0) }))
    #expect(planner.earliestUnsettled == dates[5])
    #expect(planner.reach(among: planner.readers(after: dates[5]), terms: terms) == Reach(blocked: reach.blocked))

    planner.evaluator.mirror.put(try #require(corrected.first { $0.key == CellKey("a", dates[5]) }))
    let later = planner.reach(among: blocked, terms: terms)
    #expect(later == Reach(dates: Dictionary(uniqueKeysWithValues: dates[6...].map { ($0, .analytics) })))
  }

  @Test("a change reaches the next season only where a history covers it")
  func reachAcrossSeasons() throws {
    let (next, later) = (Season(startYear: 2024), day("2024-11-01"))
    let cells =
      Schedule(season: next, dates: [later]).cells + dates.map { Cell.done("a", $0) }
      + [Cell.done("b", later, season: next, version: "of older rows")]
    var one = try planner(cells)
    #expect(one.reach(of: ["a"], on: dates[3], season: season, terms: .init()).dates[later] == nil)
    var two = try planner(cells, catalog: [try .declared("b", .predict, reads: [Read("a", .history(seasons: 2))])])
    #expect(two.reach(of: ["a"], on: dates[3], season: season, terms: .init()).dates == [later: .predict])
  }

  @Test("rows are made anew where cells that are there are work; what never ran, or is as it would be, is not")
  func makesAnew() throws {
    func answer(_ cells: [Cell], _ mode: RunRequest.Mode) throws -> Bool {
      var planner = try planner(cells)
      return planner.makesAnew(
        dates, under: RunRequest(selection: DateSelection(all: true), from: .analytics, mode: mode))
    }
    let done = try doneCells()
    let changed = try changing("a", 3, in: done) { $0.outputDigest = "corrected" }
    let answers = try [
      answer(done, .stale), answer([], .stale), answer([], .all), answer(changed, .stale), answer(done, .all),
    ]
    #expect(answers == [false, false, false, true, true])
  }
}

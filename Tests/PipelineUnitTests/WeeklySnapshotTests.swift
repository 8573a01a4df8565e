import Contracts
import Ledger
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

@Suite("Tables that are made once a week")
struct WeeklySnapshotTests {
  private let season = Season(startYear: 2023)
  // Wednesday to Sunday, a full week, Monday to Wednesday.
  private let dates = days("2024-01-10", 15)
  private let a: TableName = "a"
  private let b: TableName = "b"

  private func date(_ text: String) throws -> GameDate {
    try #require(GameDate(text[...]))
  }

  private func verdict(
    _ table: TableInfo, on date: String, _ cells: [Cell] = [], ahead: [TableName: Cell] = [:]
  ) throws -> Evaluator.Verdict {
    var mirror = Schedule(dates: dates).mirror
    for cell in cells {
      mirror.put(cell)
    }
    var evaluator = Evaluator(mirror: mirror, bootstrapDays: 0)
    return evaluator.verdict(on: table, date: try self.date(date), season: season, ahead: ahead)
  }

  @Test("an opening table is made on the first game date of a week and left out on the others")
  func opening() throws {
    let table = try TableInfo.declared(a, cadence: .weekOpening)
    for made in ["2024-01-10", "2024-01-15", "2024-01-22"] {
      guard case .ready = try verdict(table, on: made) else {
        Issue.record("\(made) is left out")
        continue
      }
    }
    #expect(
      try verdict(table, on: "2024-01-21") == .leaveOut(reason: "made once a week; this week's is of 2024-01-15"))
  }

  @Test("a table of every fourth week is made in the same weeks whatever is replayed, and left out in the others")
  func fourthWeek() throws {
    let mondays = try (0..<52).map { try date("2024-01-01").adding(days: 7 * $0) }
    #expect(mondays.count(where: Cadence.fourthWeekOpening.isDue) == 13)
    for monday in mondays {
      for day in 1..<7 {
        #expect(
          Cadence.fourthWeekOpening.isDue(inWeekOf: monday.adding(days: day))
            == Cadence.fourthWeekOpening.isDue(inWeekOf: monday))
      }
    }
    let table = try TableInfo.declared(a, cadence: .fourthWeekOpening)
    #expect(
      try verdict(table, on: "2024-01-10") == .leaveOut(reason: "made every fourth week; this is another one"))
    guard case .ready = try verdict(table, on: "2024-01-15") else {
      Issue.record("2024-01-15 is left out")
      return
    }
    #expect(
      try verdict(table, on: "2024-01-21") == .leaveOut(reason: "made once a week; this week's is of 2024-01-15"))
  }

  @Test("a closing table is made on the last game date of a week and left out on the others")
  func closing() throws {
    let table = try TableInfo.declared(a, cadence: .weekClosing)
    for made in ["2024-01-14", "2024-01-21", "2024-01-24"] {
      guard case .ready = try verdict(table, on: made) else {
        Issue.record("\(made) is left out")
        continue
      }
    }
    #expect(
      try verdict(table, on: "2024-01-15") == .leaveOut(reason: "made once a week; this week's is of 2024-01-21"))
  }

  @Test("a date waits for the snapshot of its week, however late in the week it is")
  func waitsForThisWeek() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .snapshot(.thisWeek))])
    for day in ["2024-01-15", "2024-01-21"] {
      guard case .waiting(let key, _) = try verdict(table, on: day) else {
        Issue.record("\(day) does not wait")
        continue
      }
      #expect(key == CellKey(a, try date("2024-01-15")))
    }
  }

  @Test("a date waits for the close of the week before, never for its own week")
  func waitsForLastWeek() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .snapshot(.lastWeek))])
    for day in ["2024-01-15", "2024-01-21"] {
      guard case .waiting(let key, _) = try verdict(table, on: day) else {
        Issue.record("\(day) does not wait")
        continue
      }
      #expect(key == CellKey(a, try date("2024-01-14")))
    }
  }

  @Test("before the first close there is nothing to wait for")
  func firstWeek() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .snapshot(.lastWeek))])
    guard case .ready = try verdict(table, on: "2024-01-12") else {
      Issue.record("the first week waits")
      return
    }
  }

  @Test("the first week of a season takes the last snapshot of the season before")
  func acrossSeasons() throws {
    var mirror = Schedule(dates: dates).mirror
    let earlier = Schedule(season: Season(startYear: 2022), dates: days("2023-04-01", 9))
    for cell in earlier.cells {
      mirror.put(cell)
    }
    let found = mirror.date(of: .lastWeek, serving: dates[0], in: season)
    #expect(found == .made(try date("2023-04-09")))
  }

  @Test("a change of the snapshot changes the version of every date of the week that it serves, and of no other")
  func version() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .snapshot(.lastWeek))])
    func versions(_ digest: String) throws -> [Evaluator.Verdict] {
      let close = try date("2024-01-14")
      let later = Cell.done(a, try date("2024-01-21"), digest: "other")
      return try ["2024-01-15", "2024-01-21", "2024-01-22"].map {
        try verdict(table, on: $0, [.done(a, close, digest: digest), later])
      }
    }
    let (one, two) = (try versions("one"), try versions("two"))
    #expect(one[0] != two[0])
    #expect(one[1] != two[1])
    #expect(one[2] == two[2])
  }

  @Test("a snapshot of this week that is computed in the same work is used before it is written")
  func ahead() throws {
    let table = try TableInfo.declared(b, reads: [Read(a, .snapshot(.thisWeek))])
    let made = Cell.done(a, try date("2024-01-15"))
    guard case .ready = try verdict(table, on: "2024-01-15", ahead: [a: made]) else {
      Issue.record("it waits for what is at hand")
      return
    }
  }

  @Test("rows of the week's snapshot reach every date of the week, and weeks without one read none")
  func rows() async throws {
    let stage = try await RunnerStage(dates: dates)
    let feed = Feed(Dictionary(uniqueKeysWithValues: dates.map { ($0, [1: $0.days(since: dates[0])]) }))
    let tables: [AnyTable] = [
      try AnyTable(SeenPoints(), phase: .analytics), try AnyTable(PointsSoFar(), phase: .analytics),
      try AnyTable(FeedPoints(feed), phase: .analytics),
    ]
    let runner = try await stage.runner(.analytics, tables)
    _ = try await runner.complete(dates)
    // Points are 0, 1, 2, … by date: so far 10 (0…4) as of the first Monday and 66 (0…11) as of the second.
    for (day, expected) in [("2024-01-14", 0), ("2024-01-15", 10), ("2024-01-21", 10), ("2024-01-24", 66)] {
      let found = try await stage.warehouse.read { try $0.rows(SeenRow.self, on: try date(day)) }
      #expect(found.map(\.points) == [expected], "on \(day)")
    }
    let cells = try await stage.warehouse.read { try Ledger.cells(changedAfter: 0, in: $0) }.map(\.cell)
    let made = cells.filter { $0.key.table == PointsSoFar.name && $0.state == .complete }.map(\.key.date).sorted()
    #expect(made == [try date("2024-01-10"), try date("2024-01-15"), try date("2024-01-22")])
  }

  @Test("a weekly snapshot of a table that is not kept so is refused at start-up")
  func wrongCadence() throws {
    let snapshot = try TableSet(phase: .analytics, [try AnyTable(SeenPoints(), phase: .analytics)])
    var daily = try AnyTable(PointsSoFar(), phase: .analytics).info
    daily.cadence = .everyDate
    #expect(
      throws: PipelineError.wrongCadence(
        reader: "seen_points", table: "points_so_far", cadence: "weekOpening or fourthWeekOpening")
    ) {
      try snapshot.check(against: [daily])
    }
  }
}

/// All points before the week.
private struct PointsSoFar: Table {
  static let name: TableName = "points_so_far"
  let version = 1
  let cadence = Cadence.weekOpening
  let history = History<PointsRow>()
  var inputs: [any Input] { [history] }

  struct Row: Record {
    var points = 0
    mutating func columns(_ c: inout some ColumnVisitor) throws { try c.column("points", &points, "Points so far") }
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    Partition([Row(points: try view[history].of(1).reduce(0) { $0 + $1.points })])
  }
}

/// What a date sees of them.
private struct SeenPoints: Table {
  static let name: TableName = "seen_points"
  let version = 1
  let snapshot = WeeklySnapshot<SoFarRow>(.thisWeek)
  var inputs: [any Input] { [snapshot] }

  struct Row: Record {
    var points = 0
    mutating func columns(_ c: inout some ColumnVisitor) throws { try c.column("points", &points, "Points seen") }
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    Partition(try view[snapshot].map { Row(points: $0.points) })
  }
}

private struct SoFarRow: Projection {
  static let table = "points_so_far"
  var gameDate = GameDate(dayNumber: 0)
  var points = 0
  mutating func columns(_ c: inout some ColumnVisitor) throws { try c.column("points", &points, "") }
}

private struct SeenRow: Projection {
  static let table = "seen_points"
  var gameDate = GameDate(dayNumber: 0)
  var points = 0
  mutating func columns(_ c: inout some ColumnVisitor) throws { try c.column("points", &points, "") }
}

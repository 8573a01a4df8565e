import Contracts
import League
import Testing
import Warehouse

@testable import Pipeline

@Suite("The tables of a phase")
struct TableSetTests {
  private struct Empty: Record {
    var id = 0
    mutating func columns(_ c: inout some ColumnVisitor) throws { try c.key("id", &id, "") }
  }

  private struct Ping: Table {
    static let name: TableName = "ping"
    let version = 1
    var inputs: [any Input] { [SameDate<PongRow>()] }
    func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Empty> { Partition([]) }
  }

  private struct Pong: Table {
    static let name: TableName = "pong"
    let version = 1
    var inputs: [any Input] { [SameDate<PingRow>()] }
    func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Empty> { Partition([]) }
  }

  private struct PingRow: Projection {
    static let table = "ping"
    var gameDate = GameDate(dayNumber: 0)
    mutating func columns(_ c: inout some ColumnVisitor) throws {}
  }

  private struct PongRow: Projection {
    static let table = "pong"
    var gameDate = GameDate(dayNumber: 0)
    mutating func columns(_ c: inout some ColumnVisitor) throws {}
  }

  private struct Reader: Table {
    static let name: TableName = "reader"
    let version = 1
    var input: any Input
    var inputs: [any Input] { [input] }
    func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Empty> { Partition([]) }
  }

  private struct Renamed: HistoryProjection {
    static let table = "feed_points"
    var gameDate = GameDate(dayNumber: 0)
    var points = 0
    var entity: Int { points }
    mutating func columns(_ c: inout some ColumnVisitor) throws { try c.column("pts", &points, "") }
  }

  private struct Retyped: Projection {
    static let table = "feed_points"
    var gameDate = GameDate(dayNumber: 0)
    var points = ""
    mutating func columns(_ c: inout some ColumnVisitor) throws { try c.column("points", &points, "") }
  }

  private struct Required: Projection {
    static let table = "hot_hand"
    var gameDate = GameDate(dayNumber: 0)
    var isHot = false
    mutating func columns(_ c: inout some ColumnVisitor) throws { try c.column("is_hot", &isHot, "") }
  }

  @Test("R58: work goes in the order of the reads, however the tables are listed")
  func order() throws {
    let feed = Feed()
    let set = try TableSet(phase: .analytics) {
      HotCount()
      HotHand()
      FeedPoints(feed)
    }
    #expect(set.tables.map(\.info.name) == ["feed_points", "hot_hand", "hot_count"])
    let other = try TableSet(phase: .analytics) {
      HotHand()
      FeedPoints(feed)
      HotCount()
    }
    #expect(other.tables.map(\.info.name) == ["feed_points", "hot_hand", "hot_count"])
  }

  @Test("a table that is listed twice is refused by name")
  func duplicate() {
    #expect(throws: PipelineError.duplicateTable("hot_count")) {
      try TableSet(phase: .analytics) {
        HotCount()
        HotCount()
      }
    }
  }

  @Test("tables that read each other are refused with the circle")
  func cycle() {
    #expect(throws: PipelineError.cycle(["ping", "pong", "ping"])) {
      try TableSet(phase: .analytics) {
        Ping()
        Pong()
      }
    }
  }

  private func check(_ input: any Input, phase: Phase = .precompute) throws {
    let catalog = [
      try AnyTable(FeedPoints(Feed()), phase: .analytics).info, try AnyTable(HotHand(), phase: .predict).info,
    ]
    let set = try TableSet(phase: phase, [try AnyTable(Reader(input: input), phase: phase)])
    try set.check(against: catalog + set.tables.map(\.info))
  }

  @Test("reads of columns that are there, and of tables that no phase has registered yet, are accepted")
  func accepted() throws {
    try check(SameDate<PointsRow>())
    try check(History<PointsRow>())
    try check(SameDate<PingRow>())
  }

  @Test("a later phase's rows are refused, but for what comes back from grades to predictions")
  func feedback() throws {
    let refused = PipelineError.readsLaterPhase(reader: "reader", table: "feed_points")
    #expect(throws: refused) { try check(History<PointsRow>(), phase: .raw) }
    #expect(throws: refused) { try check(WeeklySnapshot<PointsRow>(.lastWeek), phase: .raw) }
    var graded = try AnyTable(FeedPoints(Feed()), phase: .grade).info
    graded.cadence = .weekClosing
    func predicting(_ input: any Input) throws -> TableSet {
      try TableSet(phase: .predict, [try AnyTable(Reader(input: input), phase: .predict)])
    }
    try predicting(WeeklySnapshot<PointsRow>(.lastWeek)).check(against: [graded])
    #expect(throws: refused) { try predicting(SameDate<PointsRow>()).check(against: [graded]) }
    graded.cadence = .weekOpening
    #expect(throws: refused) { try predicting(WeeklySnapshot<PointsRow>(.thisWeek)).check(against: [graded]) }
  }

  @Test("a column that is missing, of another type or null where the reader does not expect it is refused by name")
  func missingColumn() {
    #expect(throws: PipelineError.missingColumn(reader: "reader", table: "feed_points", column: "pts")) {
      try check(History<Renamed>())
    }
    #expect(throws: PipelineError.missingColumn(reader: "reader", table: "feed_points", column: "points")) {
      try check(SameDate<Retyped>())
    }
    #expect(throws: PipelineError.missingColumn(reader: "reader", table: "hot_hand", column: "is_hot")) {
      try check(SameDate<Required>(), phase: .grade)
    }
  }

  @Test("the same date of a later phase's table cannot be read")
  func laterPhase() {
    #expect(throws: PipelineError.readsLaterPhase(reader: "reader", table: "feed_points")) {
      try check(SameDate<PointsRow>(), phase: .raw)
    }
  }

  @Test("a table of another phase cannot be claimed")
  func owned() throws {
    let set = try TableSet(phase: .grade, [try AnyTable(FeedPoints(Feed()), phase: .grade)])
    #expect(throws: PipelineError.ownedByOther(table: "feed_points", phase: "phase3")) {
      try set.check(against: [try AnyTable(FeedPoints(Feed()), phase: .analytics).info])
    }
  }

  @Test("a declaration comes back from the catalogue as it went in")
  func catalogue() throws {
    for table in try TableSet(
      phase: .analytics,
      {
        FeedPoints(Feed()); HotHand(); HotCount()
      }
    ).tables {
      #expect(try TableInfo(try table.info.catalogEntry()) == table.info)
    }
  }
}

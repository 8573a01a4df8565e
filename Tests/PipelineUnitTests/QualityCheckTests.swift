import Contracts
import League
import TestKit
import Testing
import Warehouse

@testable import Pipeline

@Suite("What a table promises of its rows")
struct QualityCheckTests {
  struct Line: Record {
    var player = 0
    var team = "BOS"
    var isActive = true
    var isStarter: Bool?
    var minutes: Double?
    var points = 0
    var made = 0
    var missed = 0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("player_id", &player, "NBA person id")
      try c.column("team", &team, "Team")
      try c.column("is_active", &isActive, "Whether he played")
      try c.column("starter", &isStarter, "Whether he started; null when not known")
      try c.column("minutes", &minutes, scale: 1, "Minutes; null when not known")
      try c.column("points", &points, "Points")
      try c.column("made", &made, "Shots made")
      try c.column("missed", &missed, "Shots missed")
    }
  }

  private func schema() throws -> TableSchema { try TableSchema(table: "lines", row: Line.self) }

  /// The finding of one check, through the same steps as before a write.
  private func finding(_ check: QualityCheck, in lines: [Line], games: Int? = nil) throws -> QualityFinding {
    try check.check(against: schema(), grain: .gameDate)
    let computed = try Computed(Partition(lines), schema: schema(), date: day("2024-01-10")) { _ in }
    var tally = QualityTally([check], of: try schema())
    try computed.count(into: &tally)
    return try #require(tally.findings(games: games).first)
  }

  private func lines(_ count: Int, _ change: (inout Line) -> Void = { _ in }) -> [Line] {
    (0..<count).map { number in
      var line = Line(player: number, minutes: 20)
      change(&line)
      return line
    }
  }

  @Test("R61: nulls are counted among the rows that are meant, and the finding says so in words")
  func nulls() throws {
    let lines = lines(300) { line in
      line.isActive = line.player < 240
      line.minutes = line.player < 12 || !line.isActive ? nil : 20
    }
    let check = QualityCheck.nulls("minutes", among: "is_active", atMost: 0, "who played has minutes")
    let found = try finding(check, in: lines)
    #expect(found.verdict == .broken)
    #expect(found.rows == 240 && found.measured == 0.05)
    #expect(found.text == "minutes is null in 12 of 240 rows where is_active (5.0 %, at most 0 %)")
    #expect(try finding(.nulls("minutes", among: "is_active", atMost: 0.05, ""), in: lines).verdict == .kept)
    #expect(try finding(.nulls("minutes", among: "is_active", atMost: 0.049, ""), in: lines).verdict == .broken)
    #expect(
      try finding(.nulls("minutes", atMost: 0.2, ""), in: lines).text.contains("72 of 300 rows (24.0 %, at most 20 %)"))
  }

  @Test("a share may lie on its bounds, and rows that do not know are not counted")
  func share() throws {
    let lines = lines(200) { line in
      line.isStarter = line.player < 40 ? true : line.player < 100 ? false : nil
    }
    for (range, verdict) in [
      (0.4...0.6, QualityFinding.Verdict.kept), (0.2...0.4, .kept), (0.401...0.6, .broken), (0.2...0.399, .broken),
    ] {
      #expect(try finding(.share("starter", in: range, ""), in: lines).verdict == verdict, "\(range)")
    }
    let found = try finding(.share("starter", in: 0.45...0.555, ""), in: lines)
    #expect(found.text == "starter is true in 40 of 100 rows (40.0 %, expected 45 % to 55.5 %)")
  }

  @Test("a mean is taken of the values that are there")
  func mean() throws {
    let lines = lines(60) { $0.minutes = $0.player < 50 ? Double($0.player % 2 == 0 ? 10 : 15) : nil }
    let found = try finding(.mean("minutes", in: 12.5...20, ""), in: lines)
    #expect(found.verdict == .kept && found.measured == 12.5 && found.rows == 50)
    #expect(
      try finding(.mean("minutes", in: 13...20, ""), in: lines).text
        == "the mean of minutes is 12.5 in 50 rows (expected 13 to 20)")
    #expect(try finding(.mean("minutes", in: 13...20, ""), in: lines).verdict == .broken)
  }

  @Test("fewer rows than a check wants are not judged, and as many are")
  func fromRows() throws {
    #expect(try finding(.varies("points", ""), in: lines(49)).verdict == .notJudged)
    let found = try finding(.varies("points", ""), in: lines(50))
    #expect(found.verdict == .broken && found.text == "points is 0 in all 50 rows")
    #expect(try finding(.varies("points", fromRows: 51, ""), in: lines(50)).verdict == .notJudged)
    #expect(
      try finding(.nulls("minutes", among: "is_active", atMost: 0, ""), in: lines(3) { $0.isActive = false }).verdict
        == .notJudged)
  }

  @Test("R64: one other value is enough to vary, and null is none")
  func varies() throws {
    #expect(try finding(.varies("points", ""), in: lines(50) { $0.points = $0.player == 49 ? 1 : 0 }).verdict == .kept)
    let constant = lines(51) { $0.minutes = $0.player == 0 ? nil : 7.25 }
    #expect(try finding(.varies("minutes", ""), in: constant).text == "minutes is 7.3 in all 50 rows")
    #expect(try finding(.varies("team", ""), in: lines(50)).text == "team is 'BOS' in all 50 rows")
  }

  @Test("different values are counted")
  func distinct() throws {
    let lines = lines(10) { $0.team = $0.player < 4 ? "BOS" : $0.player < 8 ? "NYK" : "LAL" }
    #expect(try finding(.distinct("team", in: 3...30, ""), in: lines).verdict == .kept)
    let found = try finding(.distinct("team", in: 4...30, ""), in: lines)
    #expect(found.verdict == .broken && found.text == "team has 3 different values in 10 rows (expected 4 to 30)")
  }

  @Test("sums are held against bounds or against another column, row by row")
  func sums() throws {
    let right = lines(4) { ($0.made, $0.missed, $0.points, $0.minutes) = (1, 2, 3, 0.1) }
    #expect(try finding(.sum(["made", "missed"], equals: "points", ""), in: right).verdict == .kept)
    #expect(try finding(.sum(["minutes", "minutes", "minutes"], in: 0.3...0.3, ""), in: right).verdict == .kept)
    var wrong = right
    wrong[2].points = 4
    wrong[3].minutes = nil
    let total = try finding(.sum(["made", "missed"], equals: "points", ""), in: wrong)
    #expect(total.verdict == .broken && total.text == "made + missed is not points in 1 of 4 rows")
    let bounds = try finding(.sum(["made", "minutes"], in: 1.2...2, ""), in: wrong)
    #expect(bounds.verdict == .broken && bounds.text == "made + minutes is outside 1.2 to 2 in 3 of 3 rows")
  }

  @Test("rows per game are held against the schedule, also when none of those that count is there")
  func rowsPerGame() throws {
    let check = QualityCheck.rowsPerGame(in: 16...40, among: "is_active", "two rosters")
    let lines = lines(40) { $0.isActive = $0.player < 32 }
    #expect(try finding(check, in: lines, games: 2).verdict == .kept)
    #expect(try finding(check, in: lines, games: nil).verdict == .notJudged)
    let found = try finding(check, in: lines, games: 3)
    #expect(found.verdict == .broken)
    #expect(found.text == "32 rows where is_active for 3 games are 10.67 a game (expected 16 to 40)")
    #expect(try finding(check, in: self.lines(40) { $0.isActive = false }, games: 2).verdict == .broken)
    #expect(try finding(check, in: [], games: 2).verdict == .notJudged)
  }

  @Test("a check that cannot judge anything is refused with the declaration")
  func badDeclarations() throws {
    let bad: [(QualityCheck, String)] = [
      (.varies("pointz", ""), "names pointz, which is no column of it"),
      (.share("points", in: 0...0.5, ""), "takes a share of points, which is not a boolean"),
      (.nulls("minutes", among: "points", atMost: 0, ""), "counts rows among points, which is not a boolean"),
      (.nulls("points", atMost: 0, ""), "counts nulls of points, which is never null"),
      (.nulls("minutes", atMost: 1, ""), "lets 1.0 of minutes be null; a share lies between 0 and 1"),
      (.share("starter", in: 0...50, ""), "wants a share of starter in 0.0...50.0; a share lies between 0 and 1"),
      (.mean("team", in: 0...1, ""), "adds up team, which holds no numbers"),
      (.mean("is_active", in: 0...1, ""), "adds up is_active, which holds no numbers"),
      (.sum(["made"], equals: "team", ""), "adds up team, which holds no numbers"),
      (.sum([], in: 0...1, ""), "adds up no columns"),
      (.varies("points", fromRows: 0, ""), "judges 0 rows; `fromRows` starts at 1"),
    ]
    for (check, what) in bad {
      #expect(throws: WarehouseError.badDeclaration("a quality check of lines \(what)")) {
        try check.check(against: schema(), grain: .gameDate)
      }
    }
    #expect(
      throws: WarehouseError.badDeclaration("a quality check of lines counts rows per game, but its cell is a season's")
    ) {
      try QualityCheck.rowsPerGame(in: 1...2, "").check(against: schema(), grain: .season)
    }
  }

  @Test("a table with such a check does not come up")
  func badTable() throws {
    var table = FeedPoints(Feed())
    table.quality = [.nulls("minutes_played", atMost: 0, "")]
    #expect(
      throws: WarehouseError.badDeclaration(
        "a quality check of feed_points names minutes_played, which is no column of it")
    ) {
      _ = try TableSet(phase: .analytics) { table }
    }
  }

  @Test("the promise stands in words beside the finding")
  func words() {
    let words: [(QualityCheck, String)] = [
      (
        .nulls("minutes", among: "is_active", atMost: 0.025, ""),
        "minutes null in at most 2.5 % of rows where is_active"
      ),
      (.share("starter", in: 0.1...0.25, over: .month, ""), "starter true in 10 % to 25 % of rows, from 50 rows"),
      (.mean("minutes", in: -1.5...60, fromRows: 1, ""), "mean of minutes -1.5 to 60"),
      (.varies("points", among: "is_active", ""), "points not constant where is_active, from 50 rows"),
      (.distinct("team", in: 25...30, ""), "25 to 30 different values of team"),
      (.sum(["made", "missed"], in: 0.99...1.01, ""), "made + missed 0.99 to 1.01"),
      (.sum(["made", "missed"], equals: "points", ""), "made + missed = points"),
      (.rowsPerGame(in: 10...10, among: "starter", ""), "10 to 10 rows where starter per game"),
    ]
    for (check, text) in words {
      #expect(check.description == text)
    }
  }
}

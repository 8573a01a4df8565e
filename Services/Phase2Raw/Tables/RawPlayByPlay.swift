import Contracts
import League
import Pipeline
import Warehouse

/// What the play by play tells of each player in a game, counted: the events themselves stay in the payloads.
struct RawPlayByPlay: Table {
  static let name: TableName = "raw_play_by_play"
  let version = 1
  let purpose = "What the play by play tells of each player in a game, counted."

  struct Row: Record, Equatable {
    var gameID = ""
    var playerID = 0
    var team = TeamCode.atl
    var points = 0
    var andOnes = 0
    var paintBlocks = 0
    var midRangeBlocks = 0
    var threeBlocks = 0
    var fourthQuarterPoints = 0
    var fourthQuarterSeconds: Double?
    var source = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.key("player_id", &playerID, "NBA.com person id")
      try c.column("team", &team, "His team in this game")
      try c.column("pts", &points, in: 0...150, "Points scored, to be held against the box score")
      try c.column("and_ones", &andOnes, in: 0...30, "Makes with a free throw of his at the same moment, 1 of 1")
      try c.column("paint_blocks", &paintBlocks, in: 0...50, "Shots in the paint that he blocked")
      try c.column("mid_range_blocks", &midRangeBlocks, in: 0...50, "Other twos that he blocked")
      try c.column("three_pt_blocks", &threeBlocks, in: 0...50, "Threes that he blocked")
      try c.column("q4_points", &fourthQuarterPoints, in: 0...100, "Points in the fourth quarter")
      try c.column(
        "q4_seconds", &fourthQuarterSeconds, scale: 1, in: 0...720,
        "Seconds on the floor in the fourth quarter, from substitutions; null when it is not told whether he was there")
      try c.column("source", &source, "File that the row comes from")
    }
  }

  let payloads = SameDate<StoredPayload<InPayloadPlayByPlay>>()
  let games = SameDate<ScheduledGame>()
  var inputs: [any Input] { [payloads, games] }
  let reader: PayloadReader
  var quality: [QualityCheck] {
    [
      .nulls("q4_seconds", atMost: 0.1, fromRows: 20, "a place on the floor is unaccounted for in 1 of 1,000 games"),
      .varies("pts", "points of a whole date"),
    ]
  }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let schedule = DaySchedule(try view[games], season: view.season)
    let events = try reader.sift(view[payloads], for: Self.name, on: schedule, PlayByPlayLines.read)
    try events.requireMostlyRight()
    var counted = Sifted<Row>(refusals: events.refusals)
    counted.remarks = events.remarks
    for (gameID, events) in Dictionary(grouping: events.rows, by: \.gameID) {
      counted.rows += GameCount(of: gameID, events.sorted { $0.order < $1.order }).rows
    }
    return try counted.partition(empty: "the source has no play by play for this date", expected: counted.rows.count)
  }
}

import Contracts
import League
import Pipeline
import Warehouse

/// Field goal attempts with their place on the floor, numbered through each game.
struct RawShots: Table {
  static let name: TableName = "raw_shots"
  let version = 1
  let purpose = "Field goal attempts with their place on the floor, numbered through each game."

  struct Row: Record {
    var gameID = ""
    var number = 0
    var playerID = 0
    var team = TeamCode.atl
    var period = 0
    var clock = 0
    var isMade = false
    var value = 0
    var area = ""
    var zone = ""
    var distance: Int?
    var isAssisted: Bool?
    var assistPlayerID: Int?

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.key("shot_number", &number, "Number of the shot in the game, from 1, in order of time")
      try c.column("player_id", &playerID, "NBA.com person id of the shooter")
      try c.column("team", &team, "His team")
      try c.column("period", &period, in: 1...14, "Period; 5 and above are overtimes")
      try c.column("clock_seconds", &clock, in: 0...720, "Seconds left in the period")
      try c.column("made", &isMade, "Whether it went in")
      try c.column("shot_value", &value, in: 2...3, "What it was worth by ruling")
      try c.column("zone_basic", &area, "NBA.com's area of the floor")
      try c.column(
        "zone3", &zone, "paint, mid_range or three, by place; disagrees with shot_value when a foot is on the line")
      try c.column("shot_distance", &distance, in: 0...94, "Feet from the basket; null when not known")
      try c.column("assisted", &isAssisted, "Whether a make was assisted; null for misses and where it is not known")
      try c.column("assist_player_id", &assistPlayerID, "Person id of the passer; null without an assist or unknown")
    }
  }

  let payloads = SameDate<StoredPayload<InPayloadShots>>()
  let games = SameDate<ScheduledGame>()
  var inputs: [any Input] { [payloads, games] }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let schedule = DaySchedule(try view[games], season: view.season)
    return try reader.sift(view[payloads], for: Self.name, on: schedule, ShotLines.read)
      .partition(empty: "the source has no shots for this date")
  }
}

import Contracts
import League
import Pipeline
import Warehouse

/// Player box scores: one row for each player the source lists. Most list those who were on the floor, and no others; one
/// that lists more says what each was. A reduced row lacks shots, rebound split and fouls.
struct RawPlayerBox: Table {
  static let name: TableName = "raw_player_box"
  let version = 2
  let purpose = "Player box scores, one row for each player the source lists."

  struct Row: Record {
    var gameID = ""
    var playerID = 0
    var playerLookup = ""
    var playerName = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
    var isStarter: Bool?
    var minutes: Double?
    var exactMinutes: Double?
    var points: Int?
    var shooting = ShootingCounts<Int?>(nil)
    var rebounds: Int?
    var assists: Int?
    var steals: Int?
    var blocks: Int?
    var turnovers: Int?
    var fouls: Int?
    var plusMinus: Int?
    var status: PlayerStatus?
    var notPlayingReason: String?
    var isReduced = false
    var source = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.key("player_id", &playerID, "NBA.com person id")
      try c.column("player_lookup", &playerLookup, "Name in lower-case letters and digits, for sources without ids")
      try c.column("player_name", &playerName, "Name as the source prints it, first name first")
      try c.column("team", &team, "Team he played for in this game")
      try c.column("opponent", &opponent, "The other team")
      try c.column("is_home", &isHome, "Whether his team is the home team of the schedule")
      try c.column("starter", &isStarter, "Whether he started; null when the source does not say")
      try c.column("minutes", &minutes, in: 0...100, "Whole minutes, as the league publishes them")
      try c.column("minutes_exact", &exactMinutes, scale: 2, in: 0...100, "Decimal minutes; null when not known")
      try c.column("pts", &points, in: 0...150, "Points scored")
      try shooting.columns(&c)
      try c.column("reb", &rebounds, in: 0...100, "Rebounds")
      try c.column("ast", &assists, in: 0...100, "Assists")
      try c.column("stl", &steals, in: 0...50, "Steals")
      try c.column("blk", &blocks, in: 0...50, "Blocks")
      try c.column("tov", &turnovers, in: 0...50, "Turnovers")
      try c.column("pf", &fouls, in: 0...10, "Personal fouls; null in a reduced row")
      try c.column("plus_minus", &plusMinus, in: -150...150, "Margin while he was on the floor")
      try c.column("player_status", &status, "active, dnp or inactive; null when the source does not say")
      try c.column("dnp_reason", &notPlayingReason, "Why he did not play; null when he did or the source does not say")
      try c.column("is_reduced", &isReduced, "Whether the row comes from a reduced file")
      try c.column("source", &source, "File that the row comes from")
    }
  }

  let payloads = SameDate<StoredPayload<InPayloadPlayerBox>>()
  let games = SameDate<ScheduledGame>()
  let results = SameDate<PlayedGame>()
  var inputs: [any Input] { [payloads, games, results] }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let schedule = DaySchedule(try view[games], results: try view[results], season: view.season)
    var lines = try reader.sift(view[payloads], for: Self.name, on: schedule, PlayerBoxLines.read)
    let present = Set(lines.rows.map(\.gameID))
    let missing = schedule.withPlayers.filter { !present.contains($0) }
    if !missing.isEmpty, !present.isEmpty {
      lines.remarks.append("no player lines of \(missing.joined(separator: ", "))")
    }
    return try lines.partition(empty: "the source has no player box scores for this date")
  }
}

import Contracts
import League
import Pipeline
import Warehouse

/// Team box scores, two rows a game. Turnovers include those charged to no player.
struct RawTeamBox: Table {
  static let name: TableName = "raw_team_box"
  let version = 2
  let purpose = "Team box scores, two rows a game."

  struct Row: Record {
    var gameID = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
    var points = 0
    var opponentPoints = 0
    var shooting = ShootingCounts<Int>(0)
    var rebounds = 0
    var assists = 0
    var steals = 0
    var blocks = 0
    var turnovers = 0
    var fouls = 0
    var pointsInPaint: Int?
    var secondChancePoints: Int?
    var fastBreakPoints: Int?
    var pointsOffTurnovers: Int?
    var source = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA.com game id, ten digits")
      try c.key("team", &team, "Team")
      try c.column("opponent", &opponent, "The other team")
      try c.column("is_home", &isHome, "Whether the team is the home team of the schedule")
      try c.column("pts", &points, in: 50...200, "Points scored")
      try c.column("opp_pts", &opponentPoints, in: 50...200, "Points of the opponent")
      try shooting.columns(&c)
      try c.column("reb", &rebounds, in: 0...150, "Rebounds, team rebounds left out")
      try c.column("ast", &assists, in: 0...150, "Assists")
      try c.column("stl", &steals, in: 0...100, "Steals")
      try c.column("blk", &blocks, in: 0...100, "Blocks")
      try c.column("tov", &turnovers, in: 0...100, "Turnovers, those of the team included")
      try c.column("pf", &fouls, in: 0...100, "Personal fouls")
      try c.column("pts_paint", &pointsInPaint, in: 0...200, "Points in the paint; null when the source lacks them")
      try c.column("pts_second_chance", &secondChancePoints, in: 0...200, "Second-chance points; null when lacking")
      try c.column("pts_fast_break", &fastBreakPoints, in: 0...200, "Fast-break points; null when lacking")
      try c.column("pts_off_turnovers", &pointsOffTurnovers, in: 0...200, "Points off turnovers; null when lacking")
      try c.column("source", &source, "File that the row comes from")
    }
  }

  let payloads = SameDate<StoredPayload<InPayloadTeamBox>>()
  let games = SameDate<ScheduledGame>()
  var inputs: [any Input] { [payloads, games] }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let games = try view[games]
    let schedule = DaySchedule(games, season: view.season)
    let lines = try reader.sift(view[payloads], for: Self.name, on: schedule, TeamBoxLines.read)
    return try lines.partition(
      empty: "the source has no team box scores for this date", expected: max(2 * games.count, lines.rows.count))
  }
}

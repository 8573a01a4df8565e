import League
import Warehouse

/// A team's line in the box score. Its turnovers include team turnovers.
struct TeamLine: Projection {
  static let table = "raw_team_box"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var team = TeamCode.atl
  var points = 0
  var fieldGoalsMade = 0
  var fieldGoalsAttempted = 0
  var threesMade = 0
  var threesAttempted = 0
  var freeThrowsMade = 0
  var freeThrowsAttempted = 0
  var offensiveRebounds = 0
  var defensiveRebounds = 0
  var assists = 0
  var steals = 0
  var blocks = 0
  var turnovers = 0
  var fouls = 0
  var pointsInPaint: Int?
  var secondChancePoints: Int?
  var fastBreakPoints: Int?
  var pointsOffTurnovers: Int?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("team", &team, "")
    try c.column("pts", &points, "")
    try c.column("fgm", &fieldGoalsMade, "")
    try c.column("fga", &fieldGoalsAttempted, "")
    try c.column("fg3m", &threesMade, "")
    try c.column("fg3a", &threesAttempted, "")
    try c.column("ftm", &freeThrowsMade, "")
    try c.column("fta", &freeThrowsAttempted, "")
    try c.column("oreb", &offensiveRebounds, "")
    try c.column("dreb", &defensiveRebounds, "")
    try c.column("ast", &assists, "")
    try c.column("stl", &steals, "")
    try c.column("blk", &blocks, "")
    try c.column("tov", &turnovers, "")
    try c.column("pf", &fouls, "")
    try c.column("pts_paint", &pointsInPaint, "")
    try c.column("pts_second_chance", &secondChancePoints, "")
    try c.column("pts_fast_break", &fastBreakPoints, "")
    try c.column("pts_off_turnovers", &pointsOffTurnovers, "")
  }
}

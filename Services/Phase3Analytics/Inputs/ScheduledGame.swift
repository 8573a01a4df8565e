import League
import Warehouse

/// A game as the schedule has it: nothing of its result.
struct ScheduledGame: Projection {
  static let table = "games"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var homeTeam = TeamCode.atl
  var awayTeam = TeamCode.atl
  var isNeutral: Bool?
  var tipOff: String?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("home_team", &homeTeam, "")
    try c.column("away_team", &awayTeam, "")
    try c.column("neutral_site", &isNeutral, "")
    try c.column("tip_utc", &tipOff, "")
  }
}

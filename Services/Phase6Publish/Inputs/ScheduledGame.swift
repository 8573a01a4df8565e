import League
import Warehouse

/// A game of the schedule.
struct ScheduledGame: Projection {
  static let table = "games"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var type = GameType.regularSeason
  /// In UTC, as `2024-01-16T00:30:00Z`; nil when not known.
  var tipOff: String?
  var homeTeam = TeamCode.atl
  var awayTeam = TeamCode.atl

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("season_type", &type, "")
    try c.column("tip_utc", &tipOff, "")
    try c.column("home_team", &homeTeam, "")
    try c.column("away_team", &awayTeam, "")
  }
}

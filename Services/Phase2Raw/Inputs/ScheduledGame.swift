import League
import Warehouse

/// A game of the schedule, as the other raw tables check their rows against it.
struct ScheduledGame: Projection, Hashable {
  static let table = "games"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var type = GameType.regularSeason
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

  /// The other side; nil for a team that does not play in the game.
  func opponent(of team: TeamCode) -> TeamCode? {
    team == homeTeam ? awayTeam : team == awayTeam ? homeTeam : nil
  }
}

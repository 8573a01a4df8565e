import League
import Warehouse

/// A game of the season's whole schedule, past or to come.
struct SeasonGame: Projection {
  static let table = "season_schedule"
  /// The season's own date, not the game's.
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playedOn = GameDate(dayNumber: 0)
  var type = GameType.regularSeason
  var homeTeam = TeamCode.atl
  var awayTeam = TeamCode.atl

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("played_on", &playedOn, "")
    try c.column("season_type", &type, "")
    try c.column("home_team", &homeTeam, "")
    try c.column("away_team", &awayTeam, "")
  }

  /// Whether who meets in it is a result of the Cup's group stage: since 2023-24 the last thirty numbers of a regular season
  /// are its quarter-finals and semi-finals and the games that the other teams play meanwhile, paired while the season runs.
  var isPairedByCup: Bool {
    guard type == .regularSeason, let id = GameID(gameID), id.season.startYear >= 2023 else { return false }
    return gameID.suffix(5) > "01200"
  }

  /// The other side; nil for a team that does not play in the game.
  func opponent(of team: TeamCode) -> TeamCode? {
    team == homeTeam ? awayTeam : team == awayTeam ? homeTeam : nil
  }
}

import League
import Warehouse

/// A finished game.
struct GameResult: Projection {
  static let table = "game_results"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var homeTeam = TeamCode.atl
  var awayTeam = TeamCode.atl
  var homeScore = 0
  var awayScore = 0
  var overtimePeriods: Int?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("home_team", &homeTeam, "")
    try c.column("away_team", &awayTeam, "")
    try c.column("home_score", &homeScore, "")
    try c.column("away_score", &awayScore, "")
    try c.column("ot_periods", &overtimePeriods, "")
  }

  /// Player minutes and clock of the game; nil when its overtimes are not known.
  var length: GameLength? {
    overtimePeriods.map(GameLength.init(overtimePeriods:))
  }

  /// The game from each team's side, home first.
  var sides: [GameSide] {
    [
      GameSide(team: homeTeam, opponent: awayTeam, isHome: true, points: homeScore, opponentPoints: awayScore),
      GameSide(team: awayTeam, opponent: homeTeam, isHome: false, points: awayScore, opponentPoints: homeScore),
    ]
  }
}

import League
import Warehouse

/// A team's earlier game.
struct TeamGame: HistoryProjection {
  static let table = "team_offense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var gameType = GameType.regularSeason
  var isHome = false
  var isNeutral: Bool?
  var isWin = false
  var margin = 0
  var pace: Double?
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("game_type", &gameType, "")
    try c.column("home_game", &isHome, "")
    try c.column("neutral_site", &isNeutral, "")
    try c.column("win_flag", &isWin, "")
    try c.column("margin_of_victory", &margin, "")
    try c.column("pace", &pace, "")
  }
}

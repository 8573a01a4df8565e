import League
import Warehouse

/// A player listed for a game, and how many games there are to say anything of him.
struct ListedPlayer: Projection {
  static let table = "upcoming_player_game_context"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var playerLookup = ""
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var gamesOfLast10 = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("l10_games_used", &gamesOfLast10, "")
  }
}

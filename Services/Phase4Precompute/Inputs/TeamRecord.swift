import League
import Warehouse

/// A team's record before the date.
struct TeamRecord: Projection {
  static let table = "upcoming_team_game_context"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var wins = 0
  var games = 0

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("wins_entering", &wins, "")
    try c.column("games_entering", &games, "")
  }

  /// Whether it has played the games that a row of this phase stands on.
  var hasMinimumSample: Bool { games >= MinimumSample.games }
}

import League
import Warehouse

/// A player's earlier game, looked up by himself and the opponent.
struct Meeting: HistoryProjection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var opponent = TeamCode.atl
  var countsForAverages = true
  var isActive = false
  var points: Int?
  var entity: Pairing { Pairing(playerID: playerID, opponent: opponent) }

  /// A player and a team he met.
  struct Pairing: Hashable {
    var playerID: Int
    var opponent: TeamCode
  }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("is_active", &isActive, "")
    try c.column("points", &points, "")
  }
}

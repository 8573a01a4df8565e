import League
import Warehouse

/// A player's earlier game against some opponent, in this season or an earlier one.
struct Meeting: HistoryProjection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var opponent = TeamCode.atl
  var countsForAverages = true
  var isActive = false
  var points: Int?
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("is_active", &isActive, "")
    try c.column("points", &points, "")
  }
}

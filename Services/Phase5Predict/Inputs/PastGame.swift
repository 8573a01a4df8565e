import League
import Warehouse

/// A player's earlier game, as the features of his form need it.
struct PastGame: HistoryProjection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var team = TeamCode.atl
  var countsForAverages = true
  var isActive = false
  var minutes: Double?
  var points: Int?
  var fieldGoalsAttempted: Int?
  var freeThrowsAttempted: Int?
  var threesAttempted: Int?
  var turnovers: Int?
  var assists: Int?
  var rebounds: Int?
  var plusMinus: Int?
  var paintMakes: Int?
  var midRangeMakes: Int?
  var threesMade: Int?
  var freeThrowsMade: Int?
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("is_active", &isActive, "")
    try c.column("minutes_played", &minutes, "")
    try c.column("points", &points, "")
    try c.column("fg_attempts", &fieldGoalsAttempted, "")
    try c.column("ft_attempts", &freeThrowsAttempted, "")
    try c.column("three_pt_attempts", &threesAttempted, "")
    try c.column("turnovers", &turnovers, "")
    try c.column("assists", &assists, "")
    try c.column("rebounds", &rebounds, "")
    try c.column("plus_minus", &plusMinus, "")
    try c.column("paint_makes", &paintMakes, "")
    try c.column("mid_range_makes", &midRangeMakes, "")
    try c.column("three_pt_makes", &threesMade, "")
    try c.column("ft_makes", &freeThrowsMade, "")
  }

  /// Attempts to score: field goals, free throws at 0.44, turnovers; nil when not recorded.
  var possessionsUsed: Double? {
    guard let fieldGoalsAttempted, let freeThrowsAttempted, let turnovers else { return nil }
    return Double(fieldGoalsAttempted) + 0.44 * Double(freeThrowsAttempted) + Double(turnovers)
  }

  /// Whether it says something of his form: he was on the floor, and the game counts.
  var isPlayed: Bool { isActive && countsForAverages && points != nil }
}

import League
import Warehouse

/// A player's shots in an earlier game.
struct ShotGame: BoxedGame {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var playerLookup = ""
  var team = TeamCode.atl
  var countsForAverages = true
  var isActive = false
  var fieldGoalsAttempted: Int?
  var fieldGoalsMade: Int?
  var paintAttempts: Int?
  var paintMakes: Int?
  var midRangeAttempts: Int?
  var midRangeMakes: Int?
  var threesAttempted: Int?
  var threesMade: Int?
  var assistedMakes: Int?
  var unassistedMakes: Int?
  var entity: Int { playerID }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("team_abbr", &team, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("is_active", &isActive, "")
    try c.column("fg_attempts", &fieldGoalsAttempted, "")
    try c.column("fg_makes", &fieldGoalsMade, "")
    try c.column("paint_attempts", &paintAttempts, "")
    try c.column("paint_makes", &paintMakes, "")
    try c.column("mid_range_attempts", &midRangeAttempts, "")
    try c.column("mid_range_makes", &midRangeMakes, "")
    try c.column("three_pt_attempts", &threesAttempted, "")
    try c.column("three_pt_makes", &threesMade, "")
    try c.column("assisted_fg_makes", &assistedMakes, "")
    try c.column("unassisted_fg_makes", &unassistedMakes, "")
  }

  /// Whether he was on the floor in a game that counts.
  var isEligible: Bool { isActive && countsForAverages }
}

import League
import Pipeline
import Warehouse

/// What a team allowed in an earlier game.
struct DefendedGame: HistoryProjection {
  static let table = "team_defense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var season = Season(startYear: 0)
  var gameType = GameType.regularSeason
  var pointsAllowed = 0
  var paintAttempts: Int?
  var paintMakes: Int?
  var midRangeAttempts: Int?
  var midRangeMakes: Int?
  var threesAttempted: Int?
  var threesMade: Int?
  var pointsInPaint: Int?
  var paintBlocks: Int?
  var midRangeBlocks: Int?
  var threeBlocks: Int?
  var defensiveRating: Double?
  var pace: Double?
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("defending_team_abbr", &team, "")
    try c.column("season", &season, "")
    try c.column("game_type", &gameType, "")
    try c.column("points_allowed", &pointsAllowed, "")
    try c.column("opp_paint_attempts", &paintAttempts, "")
    try c.column("opp_paint_makes", &paintMakes, "")
    try c.column("opp_mid_range_attempts", &midRangeAttempts, "")
    try c.column("opp_mid_range_makes", &midRangeMakes, "")
    try c.column("opp_three_pt_attempts", &threesAttempted, "")
    try c.column("opp_three_pt_makes", &threesMade, "")
    try c.column("points_in_paint_allowed", &pointsInPaint, "")
    try c.column("blocks_paint", &paintBlocks, "")
    try c.column("blocks_mid_range", &midRangeBlocks, "")
    try c.column("blocks_three_pt", &threeBlocks, "")
    try c.column("defensive_rating", &defensiveRating, "")
    try c.column("opponent_pace", &pace, "")
  }
}

extension EntityRows<DefendedGame> {
  /// The games of a season, from a team's games in ascending order that end in that season or before it.
  func of(_ season: Season) -> EntityRows {
    guard let last = lastIndex(where: { $0.season < season }) else { return self }
    return self[(last + 1)...]
  }
}

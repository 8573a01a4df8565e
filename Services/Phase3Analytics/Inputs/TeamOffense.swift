import League
import Warehouse

/// What the other summaries of a date take from its teams' offence.
struct TeamOffense: Projection {
  static let table = "team_offense_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var gameID = ""
  var season = Season(startYear: 0)
  var gameType = GameType.regularSeason
  var countsForAverages = true
  var isHome = false
  var points = 0
  var fieldGoalsAttempted: Int?
  var fieldGoalsMade: Int?
  var threesAttempted: Int?
  var threesMade: Int?
  var freeThrowsAttempted: Int?
  var freeThrowsMade: Int?
  var defensiveRebounds: Int?
  var rebounds: Int?
  var assists: Int?
  var turnovers: Int?
  var steals: Int?
  var blocks: Int?
  var fouls: Int?
  var paintAttempts: Int?
  var paintMakes: Int?
  var midRangeAttempts: Int?
  var midRangeMakes: Int?
  var pointsInPaint: Int?
  var secondChancePoints: Int?
  var fastBreakPoints: Int?
  var offensiveRating: Double?
  var pace: Double?
  var trueShooting: Double?
  var isWin = false
  var margin = 0
  var overtimePeriods: Int?
  var qualityScore = 100.0
  var qualityTier = QualityTier.gold.rawValue
  var qualityIssues = ""

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("game_id", &gameID, "")
    try c.column("season", &season, "")
    try c.column("game_type", &gameType, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("home_game", &isHome, "")
    try c.column("points_scored", &points, "")
    try c.column("fg_attempts", &fieldGoalsAttempted, "")
    try c.column("fg_makes", &fieldGoalsMade, "")
    try c.column("three_pt_attempts", &threesAttempted, "")
    try c.column("three_pt_makes", &threesMade, "")
    try c.column("ft_attempts", &freeThrowsAttempted, "")
    try c.column("ft_makes", &freeThrowsMade, "")
    try c.column("defensive_rebounds", &defensiveRebounds, "")
    try c.column("rebounds", &rebounds, "")
    try c.column("assists", &assists, "")
    try c.column("turnovers", &turnovers, "")
    try c.column("steals", &steals, "")
    try c.column("blocks", &blocks, "")
    try c.column("personal_fouls", &fouls, "")
    try c.column("team_paint_attempts", &paintAttempts, "")
    try c.column("team_paint_makes", &paintMakes, "")
    try c.column("team_mid_range_attempts", &midRangeAttempts, "")
    try c.column("team_mid_range_makes", &midRangeMakes, "")
    try c.column("points_in_paint_scored", &pointsInPaint, "")
    try c.column("second_chance_points_scored", &secondChancePoints, "")
    try c.column("fast_break_points", &fastBreakPoints, "")
    try c.column("offensive_rating", &offensiveRating, "")
    try c.column("pace", &pace, "")
    try c.column("ts_pct", &trueShooting, "")
    try c.column("win_flag", &isWin, "")
    try c.column("margin_of_victory", &margin, "")
    try c.column("overtime_periods", &overtimePeriods, "")
    try c.column("quality_score", &qualityScore, "")
    try c.column("data_quality_tier", &qualityTier, "")
    try c.column("data_quality_issues", &qualityIssues, "")
  }
}

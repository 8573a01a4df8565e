import League
import Warehouse

/// What a player did in a game, beside the line he was held to.
struct PlayedGame: HistoryProjection {
  static let table = "player_game_summary"
  var gameDate = GameDate(dayNumber: 0)
  var playerID = 0
  var playerLookup = ""
  var playerName = ""
  var gameID = ""
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var isHome = false
  var countsForAverages = true
  var isActive = false
  var isWin = false
  var points: Int?
  var minutes: Double?
  var fieldGoals = Shooting()
  var threes = Shooting()
  var freeThrows = Shooting()
  var rebounds: Int?
  var assists: Int?
  var steals: Int?
  var blocks: Int?
  var turnovers: Int?
  var paintAttempts: Int?
  var midRangeAttempts: Int?
  var line: Double?
  var result: LineResult?
  var entity: Int { playerID }
  /// The line of the game in a game log, once it was written: it goes into many documents.
  let writtenLine = WrittenValue()

  /// Makes of attempts; nil when not recorded.
  struct Shooting: Hashable, Sendable {
    var made: Int?
    var attempted: Int?
  }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("player_full_name", &playerName, "")
    try c.column("game_id", &gameID, "")
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("is_home", &isHome, "")
    try c.column("counts_for_averages", &countsForAverages, "")
    try c.column("is_active", &isActive, "")
    try c.column("win_flag", &isWin, "")
    try c.column("points", &points, "")
    try c.column("minutes_played", &minutes, "")
    try c.column("fg_makes", &fieldGoals.made, "")
    try c.column("fg_attempts", &fieldGoals.attempted, "")
    try c.column("three_pt_makes", &threes.made, "")
    try c.column("three_pt_attempts", &threes.attempted, "")
    try c.column("ft_makes", &freeThrows.made, "")
    try c.column("ft_attempts", &freeThrows.attempted, "")
    try c.column("rebounds", &rebounds, "")
    try c.column("assists", &assists, "")
    try c.column("steals", &steals, "")
    try c.column("blocks", &blocks, "")
    try c.column("turnovers", &turnovers, "")
    try c.column("paint_attempts", &paintAttempts, "")
    try c.column("mid_range_attempts", &midRangeAttempts, "")
    try c.column("points_line", &line, "")
    try c.column("over_under_result", &result, "")
  }

  /// Points less line; nil without a line.
  var margin: Double? {
    guard let points, let line else { return nil }
    return Double(points) - line
  }
}

/// What became of a points line.
enum LineResult: String, ColumnValue {
  case over = "OVER"
  case under = "UNDER"
  case push = "PUSH"
}

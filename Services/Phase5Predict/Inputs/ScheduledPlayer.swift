import League
import Warehouse

/// A player as he stands before his game: team, venue, market and the line he is held to.
struct ScheduledPlayer: Projection {
  static let table = "upcoming_player_game_context"
  var gameDate = GameDate(dayNumber: 0)
  var gameID = ""
  var playerID = 0
  var playerLookup = ""
  var team = TeamCode.atl
  var opponent = TeamCode.atl
  var isHome = false
  var pointsLine: Double?
  var lineSource: String?
  var openingLine: Double?
  /// Own team's view, negative when favoured.
  var spread: Double?
  var total: Double?
  /// What was reported of him before the tip-off; nil when nothing was collected.
  var status: String?
  var statusSource: InjurySource?
  /// The source's words.
  var report: String?

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("game_id", &gameID, "")
    try c.column("player_id", &playerID, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("team_abbr", &team, "")
    try c.column("opponent_team_abbr", &opponent, "")
    try c.column("home_game", &isHome, "")
    try c.column("current_points_line", &pointsLine, "")
    try c.column("points_line_source", &lineSource, "")
    try c.column("opening_points_line", &openingLine, "")
    try c.column("game_spread", &spread, "")
    try c.column("game_total", &total, "")
    try c.column("player_status", &status, "")
    try c.column("player_status_source", &statusSource, "")
    try c.column("injury_report", &report, "")
  }

  /// The line with the book that offers it; a number without a book is nobody's offer, so it is no line.
  var line: BookLine? {
    guard let pointsLine, let lineSource, !lineSource.isEmpty else { return nil }
    return BookLine(points: pointsLine, book: lineSource)
  }
}

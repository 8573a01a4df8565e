import League
import Warehouse

/// An entry about a player's availability, looked up by the team it was made for.
struct InjuryEntry: HistoryProjection {
  static let table = "raw_injury_reports"
  var gameDate = GameDate(dayNumber: 0)
  var team = TeamCode.atl
  var playerLookup = ""
  var otherLookup: String?
  var number = 0
  var availability = Availability.out
  var reason: String?
  var reportedOn = GameDate(dayNumber: 0)
  var reportTime: String?
  var minutesBeforeTip: Int?
  var gameID: String?
  var origin = ""
  var entity: TeamCode { team }

  mutating func columns(_ c: inout some ColumnVisitor) throws {
    try c.column("team", &team, "")
    try c.column("player_lookup", &playerLookup, "")
    try c.column("other_lookup", &otherLookup, "")
    try c.column("entry", &number, "")
    try c.column("injury_status", &availability, "")
    try c.column("reason", &reason, "")
    try c.column("reported_on", &reportedOn, "")
    try c.column("report_time_utc", &reportTime, "")
    try c.column("minutes_before_tip", &minutesBeforeTip, "")
    try c.column("game_id", &gameID, "")
    try c.column("origin", &origin, "")
  }

  /// Of the league's report, which is about one game and has a moment; else of a log of transactions.
  var isOfLeagueReport: Bool { origin == "league_report" }
}

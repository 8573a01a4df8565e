import Contracts
import League
import Pipeline
import Warehouse

/// What was made known of players' availability, entry by entry.
///
/// Two kinds of sources fit in: the league's injury report, issued at a moment and about a game, and a log of activations
/// and deactivations, which has a day and no hour. Entries of the log stand under the first game date after their day.
struct RawInjuryReports: Table {
  static let name: TableName = "raw_injury_reports"
  let version = 1
  let purpose = "What was made known of players' availability, entry by entry."

  struct Row: Record {
    var team = TeamCode.atl
    var playerLookup = ""
    var number = 0
    var otherLookup: String?
    var playerName = ""
    var availability = Availability.out
    var reason: String?
    var reportedOn = GameDate(dayNumber: 0)
    var reportTime: String?
    var minutesBeforeTip: Int?
    var gameID: String?
    var origin = ""
    var source = ""

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("team", &team, "Team that he was listed for")
      try c.key("player_lookup", &playerLookup, "His name in lower-case letters and digits")
      try c.key("entry", &number, "Number of the entry about him, from 1, in order of time")
      try c.column("other_lookup", &otherLookup, "The other name that the source gives him; null without one")
      try c.column("player_name", &playerName, "Name as the source prints it, first name first")
      try c.column("injury_status", &availability, "out, doubtful, questionable, probable or available")
      try c.column("reason", &reason, "The source's words; null without any")
      try c.column("reported_on", &reportedOn, "Day of the entry")
      try c.column("report_time_utc", &reportTime, "When the report was issued, in UTC; null when not recorded")
      try c.column(
        "minutes_before_tip", &minutesBeforeTip, "Minutes from then to the tip-off; null when one is unknown")
      try c.column("game_id", &gameID, "Game that the entry is about; null when it is about none")
      try c.column("origin", &origin, "league_report or transaction_log")
      try c.column("source", &source, "File that the row comes from")
    }
  }

  let payloads = SameDate<StoredPayload<InPayloadInjuries>>()
  let games = SameDate<ScheduledGame>()
  var inputs: [any Input] { [payloads, games] }
  let reader: PayloadReader

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let schedule = DaySchedule(try view[games], season: view.season)
    return try reader.sift(view[payloads], for: Self.name, on: schedule, InjuryLines.read)
      .partition(empty: "the source has no news of injuries for this date")
  }
}

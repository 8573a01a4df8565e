import Contracts
import League
import Pipeline

/// `trends/quick-hits/{date}.json`, weekly: what stands out in the league's lines of the 90 days before the date.
struct QuickHitsDocument: DocumentTable {
  static let name: TableName = "quick_hits_document"
  static let kind = DocumentKind(
    schema: "quick-hits", path: "trends/quick-hits/{date}.json", maxAge: 43_200, current: "trends/quick-hits.json",
    currentMaxAge: 43_200)
  let version = 1
  let purpose = "The weekly document of what stands out in the league's lines of the 90 days before the date."
  let store: any DocumentStore

  let played = History<PlayedGame>()
  let teams = History<TeamGame>()
  var inputs: [any Input] { [played, teams] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    guard GameWeek(date, after: try view[teams]).isFirst else { return .empty("made on the first game date of a week") }
    let played = try view[played]
    var league = LeagueLines()
    for player in played.entities {
      league.add(PlayerLog(played.of(player)), since: date.adding(days: -90))
    }
    let facts = league.facts
    guard !facts.isEmpty else { return .empty("nothing stands out in the 90 days before this date") }
    return try document(on: date, through: date.adding(days: -1), entries: facts.count) { json in
      json.field("as_of_date", date)
      json.objects("stats", facts.prefix(8)) { $1.write(to: &$0) }
      json.field("total_available", facts.count)
      json.field("refresh_note", "Made on the first game date of each week")
    }
  }
}

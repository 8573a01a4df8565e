import Contracts
import League
import Pipeline

/// `trends/team-tendencies/{date}.json`, weekly: pace, defence by zone, home and away, and consecutive days, of teams before
/// the date.
struct TeamTendenciesDocument: DocumentTable {
  static let name: TableName = "team_tendencies_document"
  static let kind = DocumentKind(
    schema: "team-tendencies", path: "trends/team-tendencies/{date}.json", maxAge: 43_200,
    current: "trends/team-tendencies.json", currentMaxAge: 43_200)
  let version = 1
  let purpose = "The weekly document of teams: pace, defence by zone, home and away, and consecutive days."
  let store: any DocumentStore

  let teams = History<TeamGame>()
  let defended = History<DefendedGame>()
  var inputs: [any Input] { [teams, defended] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let teams = try view[teams]
    guard GameWeek(date, after: teams).isFirst else { return .empty("made on the first game date of a week") }
    let defended = try view[defended]
    let all = TeamCode.allCases.map { team in
      TeamTendency(
        team, games: teams.of(team).keeping(\.countsForAverages),
        defended: defended.of(team, since: date.adding(days: -30)).keeping(\.countsForAverages), date: date)
    }
    guard let pace = TeamTendency.leaguePace(all) else {
      return .empty("no team has five games in the 30 days before this date")
    }
    return try document(
      on: date, through: date.adding(days: -1), entries: all.count { $0.pace != nil }
    ) { json in
      json.field("as_of_date", date)
      json.object("pace") { TeamTendency.writePace(all, league: pace, to: &$0) }
      json.object("defense_by_zone") { TeamTendency.writeZones(all, to: &$0) }
      json.object("home_away") { TeamTendency.writeVenues(all, to: &$0) }
      json.object("back_to_back") { TeamTendency.writeBackToBacks(all, to: &$0) }
    }
  }
}

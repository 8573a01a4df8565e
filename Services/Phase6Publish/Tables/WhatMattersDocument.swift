import Contracts
import League
import Pipeline

/// `trends/what-matters/{date}.json`, weekly: how often players of a kind go over their lines, by rest and by venue, in the
/// 365 days before the date as far as this season and the last reach.
struct WhatMattersDocument: DocumentTable {
  static let name: TableName = "what_matters_document"
  static let kind = DocumentKind(
    schema: "what-matters", path: "trends/what-matters/{date}.json", maxAge: 43_200,
    current: "trends/what-matters.json", currentMaxAge: 43_200)
  let version = 1
  let purpose = "The weekly document of how often players of a kind go over their lines, by rest and by venue."
  let store: any DocumentStore

  let played = History<PlayedGame>(seasons: 2)
  let teams = History<TeamGame>()
  var inputs: [any Input] { [played, teams] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    guard GameWeek(date, after: try view[teams]).isFirst else { return .empty("made on the first game date of a week") }
    let played = try view[played]
    var members: [Archetype: ArchetypeRecord] = [:]
    for player in played.entities {
      let log = PlayerLog(played.of(player, since: date.adding(days: -365)))
      guard log.count >= 20, let average = log.average else { continue }
      members[Archetype(average), default: ArchetypeRecord()].add(log, average: average)
    }
    guard !members.isEmpty else { return .empty("no player has twenty games in the year before this date") }
    let archetypes = Archetype.allCases.compactMap { archetype in members[archetype].map { (archetype, $0) } }
    return try document(on: date, through: date.adding(days: -1), entries: archetypes.count) { json in
      json.field("as_of_date", date)
      json.object("archetypes") { json in
        for (archetype, record) in archetypes {
          json.key(named: archetype.rawValue)
          json.object { record.write(archetype, to: &$0) }
        }
      }
      json.values("key_insights", ArchetypeRecord.insights(archetypes))
    }
  }
}

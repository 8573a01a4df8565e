import Contracts
import League
import Pipeline

/// `players/{player}.json`: what a player did, and how the published system's calls on him went, over this season and the
/// last. Made for those who played since the last time and have five graded games or more, when their seasons' documents
/// are made.
struct PlayerProfilesDocument: DocumentTable {
  static let name: TableName = "player_profiles_document"
  static let kind = DocumentKind(schema: "player-profile", path: "players/{player}.json", maxAge: 3600)
  let version = 2
  let purpose =
    "The document of each player's career here: what he did, and how the published system's calls on him went."
  let store: any DocumentStore

  private static let minimumGames = 5

  let schedule = SameDate<ScheduledGame>()
  let teams = History<TeamGame>()
  let past = History<PlayedGame>()
  let earlier = History<PlayedGame>(seasons: 2)
  let today = SameDate<PlayedGame>()
  let record = History<TrackedCall>(seasons: 2)
  let calls = SameDate<TrackedCall>(passesSkipOn: false)
  var inputs: [any Input] { [schedule, teams, past, earlier, today, record, calls] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let today = try view[today]
    guard
      let renewed = RenewedPlayers(
        on: date, schedule: try view[schedule], teams: try view[teams], past: try view[past], today: today)
    else { return .empty("made on the first game date of a week and in the postseason") }
    let earlier = try view[earlier]
    let record = try view[record]
    let calls = Dictionary(grouping: try view[calls], by: \.entity)
    let todays = Dictionary(grouping: today, by: \.playerID)
    let rows = try renewed.players.compactMap { id, _ -> DocumentRow? in
      let calls = record.of(id) + (calls[id] ?? [])
      guard calls.count >= Self.minimumGames,
        let profile = PlayerProfile(PlayerLog(earlier.of(id) + (todays[id] ?? [])), calls: calls)
      else { return nil }
      return DocumentRow(
        Document(
          Self.kind, at: try Self.kind.path(player: profile.lookup), date: nil, through: profile.lastDate,
          entries: calls.count, profile.write))
    }
    return rows.isEmpty
      ? .empty("nobody who played since the last time has \(Self.minimumGames) graded games")
      : Partition(rows, expected: rows.count)
  }
}

import Contracts
import League
import Pipeline

/// `players/{player}/season/{season}.json`: a player's season so far. Made for those who played since the last time, on the
/// first game date of each week and on every date of the postseason.
struct PlayerSeasonsDocument: DocumentTable {
  static let name: TableName = "player_seasons_document"
  static let kind = DocumentKind(schema: "player-season", path: "players/{player}/season/{season}.json", maxAge: 3600)
  let version = 1
  let purpose = "The document of each player's season so far."
  let store: any DocumentStore

  let schedule = SameDate<ScheduledGame>()
  let teams = History<TeamGame>()
  let past = History<PlayedGame>()
  let today = SameDate<PlayedGame>()
  let record = History<TrackedCall>()
  let calls = SameDate<TrackedCall>(passesSkipOn: false)
  var inputs: [any Input] { [schedule, teams, past, today, record, calls] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    guard
      let renewed = RenewedPlayers(
        on: date, schedule: try view[schedule], teams: try view[teams], past: try view[past], today: try view[today])
    else { return .empty("made on the first game date of a week and in the postseason") }
    let record = try view[record]
    let calls = Dictionary(grouping: try view[calls], by: \.entity)
    let rows = try renewed.players.compactMap { id, games -> DocumentRow? in
      guard let season = PlayerSeason(PlayerLog(games), calls: record.of(id) + (calls[id] ?? [])) else { return nil }
      return DocumentRow(
        Document(
          Self.kind, at: try Self.kind.path(player: season.lookup, season: view.season), date: nil,
          through: season.lastDate, entries: season.log.count
        ) { season.write(of: view.season, to: &$0) })
    }
    return rows.isEmpty ? .empty("nobody played since the last time") : Partition(rows, expected: rows.count)
  }
}

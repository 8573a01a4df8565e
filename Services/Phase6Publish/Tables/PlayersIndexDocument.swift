import Contracts
import League
import Pipeline

/// `players/index.json`: the players with three graded games or more, over this season and the last, most games first. Made
/// when the documents of players are made.
struct PlayersIndexDocument: DocumentTable {
  static let name: TableName = "players_index_document"
  static let kind = DocumentKind(schema: "players-index", path: "players/index.json", maxAge: 3600)
  let version = 2
  let purpose = "The document that lists the players with graded games."
  let store: any DocumentStore

  private static let minimumGames = 3

  let schedule = SameDate<ScheduledGame>()
  let teams = History<TeamGame>()
  let past = History<PlayedGame>(seasons: 2)
  let today = SameDate<PlayedGame>()
  let record = History<TrackedCall>(seasons: 2)
  let calls = SameDate<TrackedCall>(passesSkipOn: false)
  var inputs: [any Input] { [schedule, teams, past, today, record, calls] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let isPostseason = try view[schedule].contains(where: \.type.isPostseason)
    guard try isPostseason || GameWeek(date, after: view[teams]).isFirst else {
      return .empty("made on the first game date of a week and in the postseason")
    }
    let past = try view[past]
    let record = try view[record]
    let calls = Dictionary(grouping: try view[calls], by: \.entity)
    let today = Dictionary(try view[today].map { ($0.playerID, $0) }) { first, _ in first }
    let players = Set(record.entities).union(calls.keys).compactMap { id -> (PlayedGame, CallSums)? in
      let all = record.of(id) + (calls[id] ?? [])
      guard all.count >= Self.minimumGames, let last = today[id] ?? past.last(1, of: id).last else { return nil }
      return (last, CallSums(all))
    }.sorted { ($1.1.games, $0.0.playerLookup, $0.0.playerID) < ($0.1.games, $1.0.playerLookup, $1.0.playerID) }
    guard !players.isEmpty else { return .empty("no player has \(Self.minimumGames) graded games") }
    let document = Document(
      Self.kind, at: try DocumentPath(Self.kind.path), date: nil, through: date, entries: players.count
    ) { json in
      json.field("system_id", PublishedSystem.primary)
      json.field("count", players.count)
      json.objects("players", players) { json, player in
        let (last, sums) = player
        json.field("player_id", last.playerID)
        json.field("player_lookup", last.playerLookup)
        json.field("player_full_name", last.playerName)
        json.field("team", last.team)
        json.field("games_predicted", sums.games)
        json.field("recommendations", sums.bets)
        json.field("mae", sums.meanError, scale: 2)
        json.field("win_rate", sums.winRate, scale: 3)
        json.field("bias", sums.meanBias, scale: 2)
        json.field("within_5_pct", share(sums.within5, of: sums.games), scale: 3)
      }
    }
    return Partition([DocumentRow(document)], expected: 1)
  }
}

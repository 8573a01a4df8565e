import Contracts
import League
import Pipeline

/// `trends/tonight-plays/{date}.json`: what streak, form or rest says of the players listed for the date's games; one play
/// a player.
struct TonightPlaysDocument: DocumentTable {
  static let name: TableName = "tonight_plays_document"
  static let kind = DocumentKind(
    schema: "tonight-plays", path: "trends/tonight-plays/{date}.json", maxAge: 3600,
    current: "trends/tonight-plays.json", currentMaxAge: 3600)
  let version = 1
  let purpose = "The document of what streak, form or rest says of the players of a date's games, one play a player."
  let store: any DocumentStore

  let played = History<PlayedGame>()
  let games = SameDate<ScheduledGame>()
  let listed = SameDate<ListedPlayer>()
  var inputs: [any Input] { [played, games, listed] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let played = try view[played]
    let listed = try view[listed]
    let board = TonightBoard(try view[games], listed: listed)
    let plays = listed.compactMap { TrendPlay($0, log: PlayerLog(played.of($0.playerID)), date: date) }
      .sorted(by: TrendPlay.comesFirst)
    guard !plays.isEmpty else { return .empty("no trend stands out among the players listed for this date") }
    return try document(on: date, through: date.adding(days: -1), entries: plays.count) { json in
      json.field("games_tonight", board.games.count)
      json.field("total_trend_plays", plays.count)
      json.objects("trend_plays", plays) { $1.write(tonight: board, to: &$0) }
      json.object("by_trend_type") { json in
        for kind in TrendPlay.Kind.allCases {
          json.key(named: kind.rawValue)
          json.value(plays.count { $0.kind == kind })
        }
      }
    }
  }
}

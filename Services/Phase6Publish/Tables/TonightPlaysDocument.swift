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
    return try document(
      on: date, through: date.adding(days: -1), entries: plays.count,
      content: [
        .init("games_tonight", .integer(board.games.count)),
        .init("total_trend_plays", .integer(plays.count)),
        .init("trend_plays", .list(plays) { $0.value(tonight: board.value(for: $0.listed.playerID)) }),
        .init(
          "by_trend_type",
          .object(
            TrendPlay.Kind.allCases.map { kind in .init(kind.rawValue, .integer(plays.count { $0.kind == kind })) })),
      ])
  }
}

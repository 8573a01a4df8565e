import Contracts
import League
import Pipeline

/// `trends/bounce-back/{date}.json`: players whose last game fell ten points or more short of their average, and how
/// often they came back from such games. Nothing on the date or after it went into it, the league's rate included.
struct BounceBackDocument: DocumentTable {
  static let name: TableName = "bounce_back_document"
  static let kind = DocumentKind(
    schema: "bounce-back", path: "trends/bounce-back/{date}.json", maxAge: 3600, current: "trends/bounce-back.json",
    currentMaxAge: 3600)
  let version = 1
  let purpose =
    "The document of players whose last game fell far short of their average, and how often they came "
    + "back from such games."
  let store: any DocumentStore

  let played = History<PlayedGame>()
  let games = SameDate<ScheduledGame>()
  let listed = SameDate<ListedPlayer>()
  var inputs: [any Input] { [played, games, listed] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let played = try view[played]
    let board = TonightBoard(try view[games], listed: try view[listed])
    var candidates: [BounceBack] = []
    var (returns, sample) = (0, 0)
    for player in played.entities {
      guard let history = BounceBack(PlayerLog(played.of(player))) else { continue }
      returns += history.returns
      sample += history.sample
      if history.isShort { candidates.append(history) }
    }
    guard !candidates.isEmpty else { return .empty("nobody's last game fell far short of his average") }
    candidates.sort(by: BounceBack.comesFirst)
    return try document(
      on: date, through: date.adding(days: -1), entries: candidates.count,
      content: [
        .init("as_of_date", .date(date)),
        .init("shortfall_threshold", .integer(Int(BounceBack.threshold))),
        .init("total_candidates", .integer(candidates.count)),
        .init(
          "bounce_back_candidates",
          .list(candidates.enumerated()) { index, candidate in
            candidate.value(rank: index + 1, tonight: board.value(for: candidate.last.playerID))
          }),
        .init(
          "league_baseline",
          [
            "avg_bounce_back_rate": .decimal(share(returns, of: sample), scale: 3), "sample_size": .integer(sample),
          ]),
      ])
  }
}

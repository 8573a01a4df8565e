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
    return try document(on: date, through: date.adding(days: -1), entries: candidates.count) { json in
      json.field("as_of_date", date)
      json.field("shortfall_threshold", Int(BounceBack.threshold))
      json.field("total_candidates", candidates.count)
      json.objects("bounce_back_candidates", candidates.enumerated()) { json, candidate in
        candidate.element.write(rank: candidate.offset + 1, tonight: board, to: &json)
      }
      json.object("league_baseline") { json in
        json.field("avg_bounce_back_rate", share(returns, of: sample), scale: 3)
        json.field("sample_size", sample)
      }
    }
  }
}

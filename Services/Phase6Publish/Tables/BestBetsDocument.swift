import Contracts
import League
import Pipeline
import Warehouse

/// `best-bets/{date}.json`: the calls with the largest edges, chosen before the tip-off and graded in place.
///
/// Which calls are chosen follows from what was known before the games; the grade only fills `result`, `actual` and
/// `error`.
struct BestBetsDocument: DocumentTable {
  static let name: TableName = "best_bets_document"
  static let kind = DocumentKind(
    schema: "best-bets", path: "best-bets/{date}.json", maxAge: 86_400, current: "best-bets/latest.json")
  let version = 2
  let purpose = "The document of the calls with the largest edges, chosen before the tip-off and graded in place."
  let store: any DocumentStore
  /// The system whose calls are published.
  var system = PublishedSystem.primary

  let predictions = SameDate<PointsPrediction>()
  let listed = SameDate<ListedPlayer>()
  let fatigue = SameDate<FatigueScore>(passesSkipOn: false)
  let grades = SameDate<GradedPrediction>(passesSkipOn: false)
  let record = History<TrackedCall>()
  var inputs: [any Input] { [predictions, listed, fatigue, grades, record] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let record = try view[record]
    let names = Dictionary(try view[listed].map { ($0.playerID, $0.playerName) }) { first, _ in first }
    let fatigue = Dictionary(try view[fatigue].map { ($0.playerID, $0.score) }) { first, _ in first }
    let grades = Dictionary(try view[grades].filter { $0.system == system }.map { ($0.playerID, $0) }) { first, _ in
      first
    }
    let bets = try view[predictions].filter { $0.system == system }.compactMap { prediction in
      Bet(prediction, record: record.of(prediction.playerID), fatigue: fatigue[prediction.playerID])
    }
    guard !bets.isEmpty else { return .empty("\(system) takes no side that makes a bet on this date") }
    let picks = Bet.Tier.allCases.flatMap { tier in
      bets.filter { $0.tier == tier }.sorted(by: Bet.isBetter).prefix(tier.limit).enumerated().map { ($0 + 1, $1) }
    }
    let isGraded = picks.contains { grades[$0.1.prediction.playerID] != nil }
    return try document(on: date, through: isGraded ? date : date.adding(days: -1), entries: picks.count) { json in
      json.field("system_id", system)
      json.field("methodology", Self.methodology)
      json.field("total_picks", picks.count)
      json.object("tier_summary") { json in
        for tier in Bet.Tier.allCases {
          json.key(named: tier.rawValue)
          json.value(picks.count { $0.1.tier == tier })
        }
      }
      json.objects("picks", picks) { json, pick in
        let (rank, bet) = pick
        let id = bet.prediction.playerID
        bet.write(rank: rank, name: names[id] ?? bet.prediction.playerLookup, grade: grades[id], to: &json)
      }
    }
  }

  /// Moves what stands there aside when other picks were published: a correction is a revision, and none is lost.
  func publish(_ rows: [DocumentRow], on date: GameDate) throws {
    for document in rows.compactMap(\.document) {
      if let standing = try store.bytes(at: document.path), let old = Bet.ids(in: standing),
        old != Bet.ids(in: document.bytes)
      {
        try store.put(
          standing,
          at: try DocumentPath("best-bets/revisions/\(date)-\(RowSetDigest.hex(of: standing).prefix(12)).json"))
      }
      try store.put(document)
    }
  }

  private static let methodology = """
    Sides taken before the tip-off on lines of books, by the distance of the prediction from the line: premium from 5 \
    points, strong from 3, value below. Within a tier by confidence, distance and the system's earlier calls of the \
    same side on the player. No rate is claimed that is not counted from graded calls.
    """
}

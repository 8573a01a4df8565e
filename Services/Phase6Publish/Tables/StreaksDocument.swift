import Contracts
import League
import Pipeline

/// `streaks/{date}.json`: who went over or under his lines, or was called right, four times in a row and more, before the
/// date.
struct StreaksDocument: DocumentTable {
  static let name: TableName = "streaks_document"
  static let kind = DocumentKind(
    schema: "streaks", path: "streaks/{date}.json", maxAge: 3600, current: "streaks/today.json", currentMaxAge: 3600)
  let version = 1
  let purpose = "The document of who went over or under his lines, or was called right, four times in a row and more."
  let store: any DocumentStore

  private static let minimum = 4
  private static let window = 20

  let played = History<PlayedGame>()
  let record = History<TrackedCall>()
  var inputs: [any Input] { [played, record] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    let played = try view[played]
    let record = try view[record]
    var (over, under, hits): ([Streak], [Streak], [Streak]) = ([], [], [])
    for player in played.entities {
      let games = played.of(player)
      if let streak = Streak(PlayerLog.lined(games, last: Self.window)), streak.length >= Self.minimum {
        if streak.side == .over { over.append(streak) } else { under.append(streak) }
      }
      let calls = record.of(player).last(Self.window) { $0.call.isBet }
      let right = calls.reversed().prefix { $0.call.isCorrect == true }
      if right.count >= Self.minimum {
        let ids = Set(right.map(\.call.gameID))
        let called = PlayerLog(games).games.keeping { ids.contains($0.gameID) }
        if let streak = Streak(called: called) { hits.append(streak) }
      }
    }
    let count = over.count + under.count + hits.count
    guard count > 0 else { return .empty("no streak of \(Self.minimum) games stands before this date") }
    over.sort(by: Streak.comesFirst)
    under.sort(by: Streak.comesFirst)
    hits.sort(by: Streak.comesFirst)
    return try document(on: date, through: date.adding(days: -1), entries: count) { json in
      json.field("as_of_date", date)
      json.field("min_streak_length", Self.minimum)
      json.object("streaks") { json in
        json.objects("over", over.prefix(50)) { $1.write(to: &$0) }
        json.objects("under", under.prefix(50)) { $1.write(to: &$0) }
        json.objects("prediction_hits", hits.prefix(30)) { $1.write(to: &$0) }
      }
      json.object("summary") { json in
        json.field("total_over_streaks", over.count)
        json.field("total_under_streaks", under.count)
        json.field("total_prediction_streaks", hits.count)
        json.field("longest_over", over.first?.length ?? 0)
        json.field("longest_under", under.first?.length ?? 0)
        json.field("longest_prediction", hits.first?.length ?? 0)
      }
    }
  }
}

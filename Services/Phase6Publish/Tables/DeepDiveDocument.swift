import Contracts
import League
import Pipeline

/// `trends/deep-dive/{date}.json`, monthly: a promise of an article, with a figure where one can be counted and none where
/// not.
struct DeepDiveDocument: DocumentTable {
  static let name: TableName = "deep_dive_document"
  static let kind = DocumentKind(
    schema: "deep-dive", path: "trends/deep-dive/{date}.json", maxAge: 86_400,
    current: "trends/deep-dive-current.json", currentMaxAge: 86_400)
  let version = 1
  let purpose = "The monthly promise of an article, with a figure where one can be counted."
  let store: any DocumentStore

  let played = History<PlayedGame>()
  let teams = History<TeamGame>()
  var inputs: [any Input] { [played, teams] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<DocumentRow> {
    guard GameWeek(date, after: try view[teams]).isFirstOfMonth else {
      return .empty("made on the first game date of a month")
    }
    let topic = DeepDive(date)
    let figure = topic.isAboutRest ? restFigure(try view[played], since: date.adding(days: -90)) : nil
    return try document(on: date, through: date.adding(days: -1), entries: 1) { json in
      topic.write(to: &json) { json in
        guard let figure else { return }
        json.object("hero_stat") { json in
          json.field("value", figure.rested)
          json.field("label", "Overs after two days of rest or more")
          json.field("context", "\(figure.tired) on consecutive days")
        }
      }
    }
  }

  /// Overs after two days of rest and overs on consecutive days, where both have 50 decided lines.
  private func restFigure(
    _ played: PastRows<PlayedGame>, since start: GameDate
  ) -> (rested: String, tired: String)? {
    var (rested, tired) = (LineTally(), LineTally())
    for player in played.entities {
      for (game, days) in PlayerLog(played.of(player)).rests where game.gameDate >= start && game.result != nil {
        if let days, days >= 2 { rested.add(game.result) }
        if days == 0 { tired.add(game.result) }
      }
    }
    guard rested.decided >= 50, tired.decided >= 50, let high = rested.overRate, let low = tired.overRate else {
      return nil
    }
    func percent(_ rate: Double) -> String { "\(Int((rate * 100).rounded(.toNearestOrAwayFromZero)))%" }
    return (percent(high), percent(low))
  }
}

import League
import Pipeline

extension GameDate {
  /// 0 is Monday.
  var weekday: Int { days(since: monday) }
}

/// When documents that do not change every day are made anew.
///
/// A week runs from Monday to Sunday; its documents are made on its first game date. Documents of players are made on
/// every date of the postseason as well, so that they are whole when the season ends.
struct GameWeek: Sendable {
  let date: GameDate
  private let games: PastRows<TeamGame>
  /// The latest game date before, in the season.
  let lastDate: GameDate?

  init(_ date: GameDate, after games: PastRows<TeamGame>) {
    self.date = date
    self.games = games
    lastDate = TeamCode.allCases.compactMap { games.last(1, of: $0).last?.gameDate }.max()
  }

  /// Whether it is the first game date of its week.
  var isFirst: Bool { lastDate.map { $0.monday < date.monday } ?? true }

  /// Whether it is the first game date of its month.
  var isFirstOfMonth: Bool { lastDate.map { $0.civil.month != date.civil.month } ?? true }

  /// The date on which documents of players were last made; nil when this is the season's first.
  var lastRenewal: GameDate? {
    guard let lastDate else { return nil }
    let week = TeamCode.allCases.flatMap { games.of($0, since: lastDate.monday) }
    if week.contains(where: { $0.gameDate == lastDate && $0.type.isPostseason }) { return lastDate }
    return week.lazy.map(\.gameDate).min()
  }
}

extension GameType {
  /// Play-in and playoffs.
  var isPostseason: Bool { self == .playIn || self == .playoffs }
}

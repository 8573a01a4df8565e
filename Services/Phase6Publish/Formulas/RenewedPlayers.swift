import League
import Pipeline

/// The players whose documents are made anew on a date, with their games up to it, the date's own among them.
///
/// They are those who played since the documents of players were last made. That is on the first game date of each week,
/// and on every date of the postseason.
struct RenewedPlayers: Sendable {
  /// By id.
  let players: [(id: Int, games: EntityRows<PlayedGame>)]

  /// Nil when the date is none on which documents of players are made.
  init?(
    on date: GameDate, schedule: [ScheduledGame], teams: PastRows<TeamGame>, past: PastRows<PlayedGame>,
    today: [PlayedGame]
  ) {
    let week = GameWeek(date, after: teams)
    guard week.isFirst || schedule.contains(where: \.type.isPostseason) else { return nil }
    let last = week.lastRenewal
    let today = Dictionary(grouping: today, by: \.playerID)
    let ids = Set(past.entities).union(today.keys)
    players = ids.sorted().compactMap { id in
      let todays = today[id] ?? []
      let played = past.of(id)
      let isNew = played.last.map { game in last.map { game.gameDate > $0 } ?? true } ?? false
      guard !todays.isEmpty || isNew else { return nil }
      return (id, played + todays)
    }
  }
}

import League

/// Where a date lies in its season, as far as gaps in what is known are to be expected there.
struct SeasonStage: Hashable {
  /// The first seven days.
  var isEarly = false
  /// The first 14 days, and the first week of the playoffs.
  var isBoundary = false

  init(isEarly: Bool, isBoundary: Bool) {
    self.isEarly = isEarly
    self.isBoundary = isBoundary
  }

  /// The stage of a date in a season's schedule. A series that has not begun is not looked for.
  init(of date: GameDate, in schedule: [SeasonGame]) {
    let past = schedule.filter { $0.playedOn <= date }
    let opening = past.lazy.filter { $0.type == .regularSeason }.map(\.playedOn).min() ?? date
    let playoffs = past.lazy.filter { $0.type == .playoffs }.map(\.playedOn).min()
    isEarly = date.days(since: opening) < 7
    isBoundary = date.days(since: opening) < 14 || playoffs.map { date.days(since: $0) < 7 } == true
  }
}

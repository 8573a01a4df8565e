import League
import Pipeline

/// How good the predictions were, from the grades in the warehouse: each system beside the season average, the average of
/// the last ten games and the line, on the same rows.
struct AccuracyReport: Encodable {
  /// First and last date with grades; nil without any.
  var firstDate: GameDate?
  var lastDate: GameDate?
  var dates: Int
  /// Predictions of players who did not play, or of whom nothing is known. They are in no number below.
  var voids: Int
  /// Grades of players whose averages are not known. They are in no number below either.
  var withoutAverages: Int
  var sections: [Section]
  /// What adjustments by scoring tier made of predictions. They are in no other number, and no system of their own.
  var adjustments: [Adjustment]
  var leakAlarms: [Alarm]

  /// Rows of one population.
  struct Section: Encodable {
    var population: Population
    /// Whether every row was predicted by every system.
    var hasSameRowsForAllSystems: Bool
    var lines: [Line]
  }

  /// Whom a section is about.
  enum Population: String, Encodable {
    /// Every player who played.
    case all
    /// Players who played and had a line.
    case lined
  }

  /// What the lines of a section are by.
  enum Grouping: String, CaseIterable, Sendable {
    case system
    case tier
    case month
  }

  /// A result too good to be true.
  struct Alarm: Encodable, Hashable {
    var system: String
    var season: Season
    var reason: String
  }

  /// - Parameters:
  ///   - lined: leaves out the players without a line.
  init(_ counts: GradeCounts, selection: DateSelection, lined: Bool, by grouping: Grouping) {
    func isMeant(_ date: GameDate) -> Bool { selection.contains(date, of: Season(nominal: date)) }
    let entries = counts.entries.filter { isMeant($0.date) && ($0.isLined || !lined) }
    let graded = Set(entries.map(\.date))
    firstDate = graded.min()
    lastDate = graded.max()
    dates = graded.count
    voids = counts.voids.reduce(0) { $0 + (isMeant($1.date) && ($1.isLined || !lined) ? $1.predictions : 0) }
    withoutAverages = counts.incomparable.reduce(0) {
      $0 + (isMeant($1.date) && ($1.isLined || !lined) ? $1.predictions : 0)
    }
    let played = counts.played.filter { graded.contains($0.key) }
    let systems = Set(entries.map(\.system)).count
    sections = []
    for population in lined ? [Population.lined] : [.all, .lined] {
      let own = entries.filter { population == .all || $0.isLined }
      guard !own.isEmpty else { continue }
      let common = own.filter { $0.systems == systems }
      let isShared = common.count == own.count
      sections.append(
        Section(
          population: population, hasSameRowsForAllSystems: isShared,
          lines: Self.lines(own, population: population, by: grouping, played: played)))
      guard !isShared, !common.isEmpty else { continue }
      sections.append(
        Section(
          population: population, hasSameRowsForAllSystems: true,
          lines: Self.lines(common, population: population, by: grouping, played: [:])))
    }
    adjustments = Adjustment.all(counts.adjusted.filter { isMeant($0.date) && ($0.isLined || !lined) })
    leakAlarms = Self.alarms(counts.entries.filter { isMeant($0.date) })
  }

  private static func lines(
    _ entries: [GradeCounts.Entry], population: Population, by grouping: Grouping,
    played: [GameDate: GradeCounts.Played]
  ) -> [Line] {
    struct Key: Hashable {
      var system: String
      var group: String?
    }
    var sums: [Key: AccuracySums] = [:]
    for entry in entries {
      sums[Key(system: entry.system, group: grouping.group(of: entry)), default: AccuracySums()] += entry.sums
    }
    return sums.sorted { ($0.key.system, $0.key.group ?? "") < ($1.key.system, $1.key.group ?? "") }.map { key, sums in
      // Nobody knows the tier of a player without features, so there is no coverage by tier.
      let eligible = played.reduce(0) { total, day in
        guard grouping != .tier, grouping == .system || day.key.month == key.group else { return total }
        return total + (population == .all ? day.value.players : day.value.lined)
      }
      return Line(
        system: key.system, group: key.group, sums, isLined: population == .lined,
        eligible: eligible == 0 ? nil : eligible)
    }
  }

  /// The alarms, season by season, over everybody who played: neither tiers nor months are judged, where a low error may be
  /// right.
  private static func alarms(_ entries: [GradeCounts.Entry]) -> [Alarm] {
    struct Key: Hashable {
      var system: String
      var season: Season
    }
    var sums: [Key: AccuracySums] = [:]
    for entry in entries {
      sums[Key(system: entry.system, season: Season(nominal: entry.date)), default: AccuracySums()] += entry.sums
    }
    return sums.sorted { ($0.key.season, $0.key.system) < ($1.key.season, $1.key.system) }.compactMap { key, sums in
      LeakAlarm(bets: sums.bets, meanError: sums.system.mean, predictions: sums.system.count).text.map {
        Alarm(system: key.system, season: key.season, reason: $0)
      }
    }
  }
}

extension AccuracyReport.Grouping {
  /// What an entry's line is called besides its system; nil when lines are by system alone.
  func group(of entry: GradeCounts.Entry) -> String? {
    switch self {
    case .system: nil
    case .tier: entry.tier.rawValue
    case .month: entry.date.month
    }
  }
}

extension GameDate {
  /// `2024-01`.
  fileprivate var month: String { String(description.prefix(7)) }
}

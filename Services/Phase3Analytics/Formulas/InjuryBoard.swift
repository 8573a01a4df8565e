import League
import Pipeline

/// What was known of players' availability before the tip-off of a date.
struct InjuryBoard {
  /// What is known of one player.
  struct Notice: Hashable {
    var availability: Availability
    var reason: String?
    /// `league_report` or `transaction_log`.
    var origin: String
    /// Day of the entry; nil when there is none about him.
    var reportedOn: GameDate?
  }

  /// A log that is silent for longer has ended, or was not collected: it has no gap of more than six days within a season.
  static let daysOfSilence = 10

  private let today: [InjuryEntry]
  private let earlier: PastRows<InjuryEntry>
  private let isLogCurrent: Bool

  init(earlier: PastRows<InjuryEntry>, today: [InjuryEntry]) {
    self.earlier = earlier
    self.today = today
    let since = earlier.date.adding(days: -Self.daysOfSilence)
    isLogCurrent =
      today.contains { !$0.isOfLeagueReport && $0.reportedOn >= since }
      || earlier.entities.contains { team in
        earlier.of(team).last.map { !$0.isOfLeagueReport && $0.reportedOn >= since } == true
      }
  }

  /// What is known of a team's players for a game; nil when nothing was collected.
  func notices(of team: TeamCode, in gameID: String) -> TeamNotices? {
    let report = today.filter {
      $0.isOfLeagueReport && $0.team == team && $0.gameID == gameID && ($0.minutesBeforeTip ?? -1) >= 0
    }
    if !report.isEmpty {
      return TeamNotices(
        report.sorted { ($0.minutesBeforeTip ?? 0) > ($1.minutesBeforeTip ?? 0) }, origin: "league_report")
    }
    guard isLogCurrent else { return nil }
    let log = (earlier.of(team) + today.filter { $0.team == team }).filter { !$0.isOfLeagueReport }
    return TeamNotices(log, origin: "transaction_log")
  }
}

/// The latest entry about each player of a team.
struct TeamNotices {
  private var byLookup: [String: InjuryEntry] = [:]
  private let origin: String

  /// - Parameter entries: the oldest first.
  init(_ entries: some Sequence<InjuryEntry>, origin: String) {
    self.origin = origin
    for entry in entries {
      byLookup[entry.playerLookup] = entry
      if let other = entry.otherLookup { byLookup[other] = entry }
    }
  }

  /// What is known of a player. Of the log, an entry that took him off the list is over once he has played after it.
  ///
  /// - Parameters:
  ///   - lookup: his name's key, as the box scores have it.
  ///   - teammates: the keys of his whole team: a name without its suffix counts where only one of them has it.
  ///   - lastPlayed: date of the last game that he was on the floor in.
  func notice(of lookup: String, among teammates: [String], lastPlayed: GameDate?) -> InjuryBoard.Notice {
    guard let entry = byLookup[lookup] ?? shortened(lookup, among: teammates) else {
      return InjuryBoard.Notice(availability: .available, reason: nil, origin: origin, reportedOn: nil)
    }
    if !entry.isOfLeagueReport, let lastPlayed, lastPlayed > entry.reportedOn {
      return InjuryBoard.Notice(availability: .available, reason: nil, origin: origin, reportedOn: nil)
    }
    let isListed = entry.availability != .available
    return InjuryBoard.Notice(
      availability: entry.availability, reason: isListed ? entry.reason : nil, origin: origin,
      reportedOn: entry.reportedOn)
  }

  private func shortened(_ lookup: String, among teammates: [String]) -> InjuryEntry? {
    let short = Self.withoutSuffix(lookup)
    guard teammates.count(where: { Self.withoutSuffix($0) == short }) == 1 else { return nil }
    let matching = byLookup.keys.filter { Self.withoutSuffix($0) == short }
    return matching.count == 1 ? byLookup[matching[0]] : nil
  }

  private static func withoutSuffix(_ lookup: String) -> String {
    PlayerKey(rawValue: lookup)?.withoutSuffix.rawValue ?? lookup
  }
}

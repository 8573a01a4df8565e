public import League

/// A game of the schedule, as documents are asked for and read by it.
public struct LeagueGame: Hashable, Sendable {
  /// The ten digits.
  public let id: String
  /// The home team of the schedule.
  public let home: TeamCode
  /// The visitors of the schedule.
  public let away: TeamCode
  /// The tip-off in seconds since 1970; nil when it is not announced.
  public var tipOff: Int?
  /// Whether the schedule calls it over.
  public var isFinal = false

  /// A game.
  public init(id: String, home: TeamCode, away: TeamCode, tipOff: Int? = nil, isFinal: Bool = false) {
    self.id = id
    self.home = home
    self.away = away
    self.tipOff = tipOff
    self.isFinal = isFinal
  }

  /// Whether two teams are its two, in whatever order: providers turn home and visitors round.
  func isOf(_ one: TeamCode?, _ other: TeamCode?) -> Bool {
    (one == home && other == away) || (one == away && other == home)
  }
}

/// How long a game was: 48 minutes and five for each overtime.
public struct GameLength: Hashable, Sendable {
  /// Overtime periods played (F8).
  public let overtimePeriods: Int

  /// A game with so many overtimes.
  public init(overtimePeriods: Int) {
    self.overtimePeriods = overtimePeriods
  }

  /// A game of so many periods in all; nil for fewer than four.
  public init?(periods: Int) {
    guard periods >= 4 else { return nil }
    self.overtimePeriods = periods - 4
  }

  /// A game in which a team's players were on the floor for so many minutes together, `(TmMIN − 240) / 25` to the nearest
  /// period; nil for less than a regulation game.
  public init?(teamMinutes: Double) {
    let periods = ((teamMinutes - 240) / 25).rounded()
    guard periods >= 0 else { return nil }
    self.overtimePeriods = Int(periods)
  }

  /// Player minutes of one team, TmMIN = 240 + 25·OT.
  public var teamMinutes: Double { 240 + 25 * Double(overtimePeriods) }

  /// Minutes on the clock, TmMIN / 5. No player can have more.
  public var minutes: Double { teamMinutes / 5 }
}

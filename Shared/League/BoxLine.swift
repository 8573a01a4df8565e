/// The counts of a box score line, of a player or of a team, that the shooting and possession formulas use.
public struct BoxLine: Hashable, Sendable {
  /// Points scored.
  public var points: Int
  /// Field goals made, threes included.
  public var fieldGoalsMade: Int
  /// Field goals attempted, threes included.
  public var fieldGoalsAttempted: Int
  /// Three-pointers made.
  public var threesMade: Int
  /// Three-pointers attempted.
  public var threesAttempted: Int
  /// Free throws made.
  public var freeThrowsMade: Int
  /// Free throws attempted.
  public var freeThrowsAttempted: Int
  /// Offensive rebounds, without team rebounds.
  public var offensiveRebounds: Int
  /// Defensive rebounds, without team rebounds.
  public var defensiveRebounds: Int
  /// Turnovers; of a team, its team turnovers included.
  public var turnovers: Int

  /// A line of the given counts.
  public init(
    points: Int, fieldGoalsMade: Int, fieldGoalsAttempted: Int, threesMade: Int = 0, threesAttempted: Int = 0,
    freeThrowsMade: Int = 0, freeThrowsAttempted: Int = 0, offensiveRebounds: Int = 0, defensiveRebounds: Int = 0,
    turnovers: Int = 0
  ) {
    self.points = points
    self.fieldGoalsMade = fieldGoalsMade
    self.fieldGoalsAttempted = fieldGoalsAttempted
    self.threesMade = threesMade
    self.threesAttempted = threesAttempted
    self.freeThrowsMade = freeThrowsMade
    self.freeThrowsAttempted = freeThrowsAttempted
    self.offensiveRebounds = offensiveRebounds
    self.defensiveRebounds = defensiveRebounds
    self.turnovers = turnovers
  }

  /// True shooting (F1), PTS / (2·(FGA + 0.44·FTA)), a fraction that may exceed 1; nil without any attempt.
  public var trueShooting: Double? {
    let attempts = Double(fieldGoalsAttempted) + 0.44 * Double(freeThrowsAttempted)
    return attempts > 0 ? Double(points) / (2 * attempts) : nil
  }

  /// Effective field goal share (F2), (FGM + 0.5·3PM) / FGA; nil without a field goal attempt.
  public var effectiveFieldGoals: Double? {
    guard fieldGoalsAttempted > 0 else { return nil }
    return (Double(fieldGoalsMade) + 0.5 * Double(threesMade)) / Double(fieldGoalsAttempted)
  }

  /// Plays that ended with this player or team: FGA + 0.44·FTA + TOV.
  public var plays: Double {
    Double(fieldGoalsAttempted) + 0.44 * Double(freeThrowsAttempted) + Double(turnovers)
  }

  /// Possessions by the simple count (F4s), FGA + 0.44·FTA − ORB + TOV.
  public var simplePossessions: Double { plays - Double(offensiveRebounds) }

  /// Usage in percent (F3): the share of the team's plays that ended with the player while he was on the floor,
  /// 100·plays·(TmMIN/5) / (MIN·team plays). Nil below one minute on the floor.
  public func usage(minutes: Double, of team: BoxLine, length: GameLength) -> Double? {
    guard minutes >= 1, team.plays > 0 else { return nil }
    return 100 * plays * length.minutes / (minutes * team.plays)
  }
}

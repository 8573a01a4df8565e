/// Possessions, pace and ratings of one game, seen from one of its teams.
public struct GameTempo: Hashable, Sendable {
  /// Possessions of either team (F4), the mean of both teams' counts.
  public let possessions: Double
  /// Possessions per 48 minutes (F7), the same for both teams.
  public let pace: Double
  /// Points scored per 100 possessions (F5).
  public let offensiveRating: Double
  /// Points allowed per 100 possessions (F6): the opponent's offensive rating.
  public let defensiveRating: Double

  /// The tempo of a game from both teams' lines; nil when there was no possession.
  public init?(own: BoxLine, opponent: BoxLine, length: GameLength) {
    let possessions =
      0.5 * (Self.bracket(own, against: opponent) + Self.bracket(opponent, against: own))
    guard possessions > 0 else { return nil }
    self.possessions = possessions
    self.pace = possessions * (48 / length.minutes)
    self.offensiveRating = 100 * Double(own.points) / possessions
    self.defensiveRating = 100 * Double(opponent.points) / possessions
  }

  /// Net rating (F9).
  public var netRating: Double { offensiveRating - defensiveRating }

  /// One team's count in F4: FGA + 0.4·FTA − 1.07·ORB/(ORB + OppDRB)·(FGA − FGM) + TOV.
  static func bracket(_ team: BoxLine, against opponent: BoxLine) -> Double {
    let rebounds = Double(team.offensiveRebounds + opponent.defensiveRebounds)
    let share = rebounds > 0 ? Double(team.offensiveRebounds) / rebounds : 0
    let misses = Double(team.fieldGoalsAttempted - team.fieldGoalsMade)
    return Double(team.fieldGoalsAttempted) + 0.4 * Double(team.freeThrowsAttempted) - 1.07 * share * misses
      + Double(team.turnovers)
  }
}

/// Bets won, lost and pushed at a price of −110. A push is neither a win nor a loss; a void is no bet.
public struct BetRecord: Hashable, Sendable {
  /// Units that a win pays.
  public static let payout = 0.9091
  /// The hit rate at which nothing is won or lost: 110/210.
  public static let breakEven = 110.0 / 210

  /// Sides taken that won.
  public var wins: Int
  /// Sides taken that lost.
  public var losses: Int
  /// Sides taken where the points equal the line.
  public var pushes: Int

  /// A record.
  public init(wins: Int = 0, losses: Int = 0, pushes: Int = 0) {
    self.wins = wins
    self.losses = losses
    self.pushes = pushes
  }

  /// Every side taken.
  public var bets: Int { wins + losses + pushes }

  /// Bets that were won or lost.
  public var decided: Int { wins + losses }

  /// Wins among the decided; nil when none is.
  public var winRate: Double? {
    decided == 0 ? nil : Double(wins) / Double(decided)
  }

  /// Units won: a win pays 0.9091, a loss costs 1.
  public var profit: Double {
    Double(wins) * Self.payout - Double(losses)
  }

  /// Counts all bets of another record.
  public mutating func add(_ other: BetRecord) {
    wins += other.wins
    losses += other.losses
    pushes += other.pushes
  }

  /// Counts a bet.
  ///
  /// - Parameter isCorrect: whether the side won; nil for a push.
  public mutating func add(isCorrect: Bool?) {
    switch isCorrect {
    case true?: wins += 1
    case false?: losses += 1
    case nil: pushes += 1
    }
  }
}

/// What happened at one moment of a game: what a play by play tells, and from which the box can be counted again.
struct SimulatedEvent {
  enum Kind {
    /// A field goal attempt, with who blocked it.
    case shot(SimulatedShot, blockedBy: Int?)
    /// One free throw of a trip.
    case freeThrow(isMade: Bool, number: Int, of: Int)
    case rebound(isOffensive: Bool)
    case turnover
    case steal
    case foul
    /// He leaves, and another comes on.
    case substitution(entering: Int)
  }

  let kind: Kind
  /// The side of who did it.
  let isHome: Bool
  let playerID: Int
  let period: Int
  /// Seconds left in the period.
  let clock: Int
}

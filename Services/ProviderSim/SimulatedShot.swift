/// One field goal attempt.
struct SimulatedShot {
  let isHome: Bool
  let playerID: Int
  let playerName: String
  let period: Int
  /// Seconds left in the period.
  let clock: Int
  let isMade: Bool
  let value: Int
  let zone: CourtZone
  /// Feet.
  let distance: Int
  let isRight: Bool
  let assistPlayerID: Int?
}

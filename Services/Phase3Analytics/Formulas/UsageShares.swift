import League

/// How the plays of absent players fall to the others of a team (phase 4 of the specification, 5.2).
struct UsageShares {
  /// Minutes a game over the last ten that make a player one of the rotation.
  static let rotationMinutes = 15.0
  /// The most that absences add to a player's usage, in points of percent.
  static let mostAdded = 6.0

  private var freed = 0.0
  private var available = 0.0

  /// Takes in a player of the team. One who is neither out nor known to be available counts as available.
  mutating func add(usage: Double?, minutes: Double?, isOut: Bool) {
    guard let usage, let minutes, minutes >= Self.rotationMinutes else { return }
    if isOut {
      freed += usage * minutes / 48
    } else {
      available += usage
    }
  }

  /// A player's usage with his share of what is freed, own usage / usage of the available rotation.
  func projected(_ usage: Double) -> Double {
    available > 0 ? usage + min(Self.mostAdded, freed * usage / available) : usage
  }
}

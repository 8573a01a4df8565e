/// How fresh a player is: fresh from 95, normal from 75.
enum FatigueLevel: String, Sendable {
  case fresh
  case normal
  case tired

  /// The level of a score from 0 to 100, 100 being fresh.
  init(_ score: Int) {
    self = score >= 95 ? .fresh : score >= 75 ? .normal : .tired
  }
}

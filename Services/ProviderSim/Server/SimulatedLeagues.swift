import Synchronization

/// The leagues of a server: its own, and under `/leagues/<seed>` any other of the same size, made when it is first asked for.
final class SimulatedLeagues: Sendable {
  /// How many are kept beside the server's own.
  static let room = 64

  /// The seed of the server's own.
  var seed: UInt64 { league.seed }
  private let own: SimulatedProviders
  private let league: SimulatedLeague
  private let faults: SimulatedFaults
  private let now: (@Sendable () -> Double)?
  private let others = Mutex<[UInt64: SimulatedProviders]>([:])

  init(_ league: SimulatedLeague, faults: SimulatedFaults, now: (@Sendable () -> Double)? = nil) {
    self.league = league
    self.faults = faults
    self.now = now
    own = SimulatedProviders(league, seed: league.seed, faults: faults, now: now)
  }

  /// The league that a path means, and the rest of the path; nil for one that cannot be.
  func league(of path: [String]) -> (providers: SimulatedProviders, path: [String])? {
    guard path.first == "leagues" else { return (own, path) }
    guard path.count > 2, let seed = UInt64(path[1]) else { return nil }
    let rest = Array(path.dropFirst(2))
    guard seed != league.seed else { return (own, rest) }
    return others.withLock { others in
      if let known = others[seed] { return (known, rest) }
      guard others.count < Self.room else { return nil }
      var league = league
      league.seed = seed
      let made = SimulatedProviders(league, seed: seed, faults: faults, now: now)
      others[seed] = made
      return (made, rest)
    }
  }
}

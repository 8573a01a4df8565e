public import League

/// The simulator in this process, for tests: a league and its server.
public struct SimulatedSite: Sendable {
  private let server: SimulatorServer

  /// A site of a league.
  ///
  /// - Parameters:
  ///   - seed: everything follows from it, the faults included.
  ///   - errors: the share of answers that are 5xx; the other shares likewise.
  ///   - now: seconds since 1970, when games are to be over only when they are over; without it all are.
  public init(
    seed: UInt64 = 1, seasons: Int = 1, firstSeason: Season = Season(startYear: 2011), teams: Int = 8,
    gamesPerTeam: Int = 6, errors: Double = 0, throttled: Double = 0, truncated: Double = 0, malformed: Double = 0,
    missingBoxes: Double = 0, reversed: Double = 0,
    now: (@Sendable () -> Double)? = nil
  ) {
    var faults = SimulatedFaults.none
    faults.errors = errors
    faults.throttled = throttled
    faults.truncated = truncated
    faults.malformed = malformed
    faults.missingBoxes = missingBoxes
    faults.reversed = reversed
    let league = SimulatedLeague(
      seed: seed, seasons: seasons, firstSeason: firstSeason, teams: teams, gamesPerTeam: gamesPerTeam)
    server = SimulatorServer(SimulatedLeagues(league, faults: faults, now: now), faults: faults, port: 0)
  }

  /// Serves for as long as `body` runs; it is given the address.
  public func whileServing<T: Sendable>(_ body: @escaping @Sendable (String) async throws -> T) async throws -> T {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [server] in try await server.run { port.yield($0) } }
      var iterator = ports.makeAsyncIterator()
      let number = await iterator.next() ?? 0
      defer { group.cancelAll() }
      return try await body("http://127.0.0.1:\(number)")
    }
  }
}

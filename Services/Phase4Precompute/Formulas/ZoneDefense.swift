import League

/// What a team's opponents shot by zone over some games, pooled.
struct ZoneDefense {
  /// Attempts and makes of one zone, over the games that have them.
  struct Zone: Equatable {
    var attempts = 0
    var makes = 0
    var games = 0

    /// Share made, 0–1; nil without an attempt.
    var share: Double? { attempts == 0 ? nil : Double(makes) / Double(attempts) }
    /// Attempts a game; nil without a game.
    var attemptsPerGame: Double? { games == 0 ? nil : Double(attempts) / Double(games) }

    mutating func add(attempts: Int?, makes: Int?) {
      guard let attempts, let makes else { return }
      self.attempts += attempts
      self.makes += makes
      games += 1
    }
  }

  private(set) var zones = ZoneValues(paint: Zone(), midRange: Zone(), three: Zone())
  let games: Int

  init(_ defended: some Collection<DefendedGame>) {
    games = defended.count
    for game in defended {
      zones.paint.add(attempts: game.paintAttempts, makes: game.paintMakes)
      zones.midRange.add(attempts: game.midRangeAttempts, makes: game.midRangeMakes)
      zones.three.add(attempts: game.threesAttempted, makes: game.threesMade)
    }
  }

  /// Zones without an attempt, and zones known of a part of the games only; nil when there is nothing to say.
  var notes: String? {
    let named = [("paint", zones.paint), ("mid-range", zones.midRange), ("three-point", zones.three)]
    let notes = named.compactMap { name, zone -> String? in
      if zone.attempts == 0 { return "No \(name) attempts" }
      return zone.games < games ? "\(name) attempts in \(zone.games) of \(games) games" : nil
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  /// The shares made, if there is one for every zone.
  var shares: ZoneValues<Double>? {
    guard let paint = zones.paint.share, let midRange = zones.midRange.share, let three = zones.three.share
    else { return nil }
    return ZoneValues(paint: paint, midRange: midRange, three: three)
  }
}

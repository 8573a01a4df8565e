import League

/// Players by what they score: star from 22 points, scorer from 15, rotation from 8.
enum Archetype: String, Sendable, CaseIterable {
  case star
  case scorer
  case rotation
  case rolePlayer = "role_player"

  init(_ average: Double) {
    self = average >= 22 ? .star : average >= 15 ? .scorer : average >= 8 ? .rotation : .rolePlayer
  }

  var description: String {
    switch self {
    case .star: "22 points a game and more"
    case .scorer: "15 to 22 points a game"
    case .rotation: "8 to 15 points a game"
    case .rolePlayer: "Fewer than 8 points a game"
    }
  }
}

/// What players of an archetype did against their lines.
struct ArchetypeRecord: Sendable {
  private(set) var players: [(lookup: String, average: Double)] = []
  private(set) var overall = LineTally()
  private var rests: [String: LineTally] = [:]
  private var venues: [String: LineTally] = [:]

  private static let restNames = ["b2b", "one_day", "rested"]
  private static let venueNames = ["home", "away"]

  /// Adds a player's games.
  mutating func add(_ log: PlayerLog, average: Double) {
    players.append((log.last?.playerLookup ?? "", average))
    for (game, days) in log.rests where game.result != nil {
      overall.add(game.result)
      if let days { rests[Self.restNames[min(days, 2)], default: LineTally()].add(game.result) }
      venues[game.isHome ? "home" : "away", default: LineTally()].add(game.result)
    }
  }

  /// Overs in percent of the decided; nil below a number of games.
  private static func percent(_ tally: LineTally?, atLeast games: Int) -> Double? {
    guard let tally, tally.decided >= games, let rate = tally.overRate else { return nil }
    return rate * 100
  }

  /// Writes what the document says of the archetype.
  func write(_ archetype: Archetype, to json: inout JSONText) {
    func factors(_ names: [String], _ tallies: [String: LineTally], atLeast games: Int, _ json: inout JSONText) {
      for name in names {
        guard let percent = Self.percent(tallies[name], atLeast: games) else { continue }
        json.key(named: name)
        json.object { json in
          json.field("games", tallies[name]?.decided ?? 0)
          json.field("over_pct", percent, scale: 1)
        }
      }
    }
    let best = players.sorted { ($1.average, $0.lookup) < ($0.average, $1.lookup) }.prefix(5)
    json.field("description", archetype.description)
    json.field("player_count", players.count)
    json.values("example_players", best.map(\.lookup))
    json.field("overall_over_pct", Self.percent(overall, atLeast: 1), scale: 1)
    json.object("factors") { json in
      json.object("rest") { factors(Self.restNames, rests, atLeast: 20, &$0) }
      json.object("home_away") { factors(Self.venueNames, venues, atLeast: 50, &$0) }
    }
  }

  /// The factors furthest from their archetype's own rate, at most five, two points apart or more.
  static func insights(_ archetypes: [(Archetype, ArchetypeRecord)]) -> [String] {
    let names = [
      "b2b": "on consecutive days", "one_day": "after a day of rest", "rested": "after two days of rest or more",
    ]
    let found = archetypes.flatMap { archetype, record -> [(Double, String)] in
      guard let own = percent(record.overall, atLeast: 1) else { return [] }
      let factors =
        restNames.map { (names[$0] ?? $0, percent(record.rests[$0], atLeast: 20)) }
        + venueNames.map { ($0 == "home" ? "at home" : "away", percent(record.venues[$0], atLeast: 50)) }
      return factors.compactMap { name, percent in
        guard let percent, abs(percent - own) >= 2 else { return nil }
        let kind = archetype.rawValue.replacing("_", with: " ")
        return (
          abs(percent - own),
          "Players of the kind \(kind) go over \(percent.rounded(scale: 1))% \(name), \(own.rounded(scale: 1))% in all"
        )
      }
    }
    return found.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.prefix(5).map(\.1)
  }
}

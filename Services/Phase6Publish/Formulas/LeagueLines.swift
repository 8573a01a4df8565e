import League

/// What became of the league's lines, by weekday, rest, venue and scoring.
struct LeagueLines: Sendable {
  private var tallies: [Group: LineTally] = [:]

  /// Games that share something.
  struct Group: Hashable, Sendable {
    var id: String
    var category: String
    var label: String
    /// Percentage points from one half that make it worth telling.
    var distance: Double
  }

  /// A group that stands out.
  struct Fact: Sendable {
    var group: Group
    var tally: LineTally
    var percent: Double

    /// Writes what the document says of it.
    func write(to json: inout JSONText) {
      let side = percent >= 50 ? "over" : "under"
      let stat = "\(percent.rounded(scale: 1))%"
      json.field("id", group.id)
      json.field("category", group.category)
      json.field("headline", "\(group.label): more \(side)s")
      json.field("stat", stat)
      json.field("description", "\(tally.overs) of \(tally.decided) decided lines went over")
      json.field("sample_size", tally.decided)
      json.field("trend", percent >= 50 ? "positive" : "negative")
      json.field("context", "The 90 days before the date")
    }
  }

  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  /// Adds a player's games on dates from `start` on. His rest and his average come from all of them.
  mutating func add(_ log: PlayerLog, since start: GameDate) {
    let archetype = log.average.map(Archetype.init)
    for (game, rest) in log.rests where game.gameDate >= start && game.result != nil {
      let day = game.gameDate.weekday
      count(Self.days[day], "dow", "day_of_week", "\(Self.dayNames[day])s", 2, game)
      if rest == 0 { count("b2b", "rest", "situational", "On consecutive days", 1.5, game) }
      if let rest, rest >= 2 { count("rested", "rest", "situational", "After two days of rest or more", 1.5, game) }
      count(game.isHome ? "home" : "away", "venue", "situational", game.isHome ? "At home" : "Away", 2, game)
      if let archetype {
        count(archetype.rawValue, "tier", "player_type", archetype.description, 2, game)
      }
    }
  }

  private mutating func count(
    _ name: String, _ kind: String, _ category: String, _ label: String, _ distance: Double, _ game: PlayedGame
  ) {
    let group = Group(id: "\(kind)_\(name)", category: category, label: label, distance: distance)
    tallies[group, default: LineTally()].add(game.result)
  }

  /// Groups of 50 decided lines and more that stand out, the furthest from one half first.
  var facts: [Fact] {
    tallies.compactMap { group, tally -> Fact? in
      guard tally.decided >= 50, let rate = tally.overRate, abs(rate * 100 - 50) >= group.distance else { return nil }
      return Fact(group: group, tally: tally, percent: rate * 100)
    }.sorted { (abs($1.percent - 50), $0.group.id) < (abs($0.percent - 50), $1.group.id) }
  }
}

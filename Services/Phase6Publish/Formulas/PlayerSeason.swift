import League
import Pipeline

/// A player's season so far.
struct PlayerSeason: Sendable {
  let log: PlayerLog
  private let last: PlayedGame
  private let calls: EntityRows<TrackedCall>
  private let average: Double

  /// Nil before his first game.
  init?(_ log: PlayerLog, calls: EntityRows<TrackedCall>) {
    guard let last = log.last, let average = log.average else { return nil }
    self.log = log
    self.last = last
    self.calls = calls
    self.average = average
  }

  var lookup: String { last.playerLookup }
  var lastDate: GameDate { last.gameDate }

  func content(of season: Season) -> [DocumentValue.Field] {
    let games = log.games
    let restDays = log.restDays
    let splits: [(name: String, part: PlayerLog.Part)] = [
      ("home", log.part { games[$0].isHome }), ("away", log.part { !games[$0].isHome }),
      ("rested", log.part(restDays: restDays) { $0 >= 2 }), ("back_to_back", log.part(restDays: restDays) { $0 == 0 }),
    ]
    return [
      .init("player_id", .integer(last.playerID)),
      .init("player_lookup", .string(last.playerLookup)),
      .init("player_full_name", .string(last.playerName)),
      .init("season", .string(season.label)),
      .init(
        "player_profile",
        [
          "position": .null, "team_abbr": .team(last.team),
          "player_tier": .string(PlayerTier(seasonAverage: average).rawValue),
          "shot_profile": .text(ShotProfile(log.games)?.rawValue),
        ]),
      .init("averages", averages),
      .init("current_form", form),
      .init("key_patterns", .array(patterns(splits))),
      .init("prop_hit_rates", hitRates),
      .init("game_log", .list(log.games.reversed(), \.logLine)),
      .init("splits", .object(splits.map { .init($0.name, Self.split($0.part)) })),
      .init("monthly", monthly),
    ]
  }

  private var averages: DocumentValue {
    let games = log.games
    func mean(_ figure: (Int) -> Int?) -> DocumentValue {
      .decimal(games.indices.compactMap { figure($0).map(Double.init) }.mean, scale: 1)
    }
    func percent(_ shots: (Int) -> PlayedGame.Shooting) -> DocumentValue {
      var (made, attempted) = (0, 0)
      for index in games.indices {
        let shots = shots(index)
        guard let makes = shots.made, let attempts = shots.attempted else { continue }
        made += makes
        attempted += attempts
      }
      return .decimal(share(made, of: attempted), scale: 3)
    }
    return [
      "games": .integer(log.count), "ppg": .decimal(average, scale: 1), "rpg": mean { games[$0].rebounds },
      "apg": mean { games[$0].assists }, "spg": mean { games[$0].steals }, "bpg": mean { games[$0].blocks },
      "topg": mean { games[$0].turnovers }, "fg_pct": percent { games[$0].fieldGoals },
      "three_pct": percent { games[$0].threes }, "ft_pct": percent { games[$0].freeThrows },
      "minutes": .decimal(log.minutes(), scale: 1),
    ]
  }

  private var form: DocumentValue {
    let lined = log.lined
    let heat = Heat(lined.suffix(15))
    let tally = LineTally(lined.suffix(10))
    let score = heat?.score.rounded(scale: 1)
    return [
      "heat_score": .decimal(score, scale: 1),
      "temperature": .text(
        score.map { $0 >= 8 ? "hot" : $0 >= 6.5 ? "warm" : $0 >= 4.5 ? "neutral" : $0 >= 3 ? "cool" : "cold" }),
      "current_streak": .integer(heat?.streak ?? 0),
      "streak_direction": .text(heat?.side?.rawValue.lowercased()),
      "l5_avg": .decimal(log.points(last: 5), scale: 1),
      "l10_avg": .decimal(log.points(last: 10), scale: 1),
      "hit_rate_l10": .decimal(tally.overRate, scale: 3),
    ]
  }

  /// Circumstances in which he scores 2.5 points more or fewer than in the opposite ones, three games each.
  private func patterns(_ splits: [(name: String, part: PlayerLog.Part)]) -> [DocumentValue] {
    func mean(_ name: String) -> Double? {
      guard let part = splits.first(where: { $0.name == name })?.part, part.games >= 3 else { return nil }
      return part.mean
    }
    func pattern(_ name: String, _ text: String, _ difference: Double) -> DocumentValue {
      [
        "pattern": .string(name), "description": .string("\(difference.rounded(scale: 1)) points more \(text)"),
        "strength": difference >= 4 ? "strong" : "moderate",
      ]
    }
    var found: [DocumentValue] = []
    if let rested = mean("rested"), let tired = mean("back_to_back") {
      if rested - tired >= 2.5 {
        found.append(pattern("rest_sensitive", "rested than on consecutive days", rested - tired))
      }
      if tired - rested >= 2.5 {
        found.append(pattern("b2b_performer", "on consecutive days than rested", tired - rested))
      }
    }
    if let home = mean("home"), let away = mean("away") {
      if home - away >= 2.5 { found.append(pattern("home_performer", "at home than away", home - away)) }
      if away - home >= 2.5 { found.append(pattern("road_warrior", "away than at home", away - home)) }
    }
    return found
  }

  private var hitRates: DocumentValue {
    let tally = LineTally(log.lined)
    let bets = calls.lazy.filter(\.call.isBet)
    let wins = bets.count { $0.call.isCorrect == true }
    return [
      "points": [
        "games": .integer(tally.games), "overs": .integer(tally.overs), "unders": .integer(tally.unders),
        "over_rate": .decimal(tally.overRate, scale: 3),
      ],
      "total_recommendations": .integer(bets.count),
      "correct": .integer(wins),
      "win_rate": .decimal(share(wins, of: bets.count { $0.call.isCorrect != nil }), scale: 3),
    ]
  }

  private static func split(_ part: PlayerLog.Part) -> DocumentValue {
    [
      "games": .integer(part.games),
      "ppg": .decimal(part.mean, scale: 1),
      "over_rate": .decimal(part.tally.overRate, scale: 3),
    ]
  }

  private var monthly: DocumentValue {
    let games = log.games
    let months = Dictionary(grouping: games.indices) { index in
      let date = games[index].gameDate.civil
      return date.year * 100 + date.month
    }
    return .list(months.sorted { $0.key < $1.key }) { month, places in
      let number = month % 100
      let part = log.part { places.contains($0) }
      return [
        "month": .string("\(month / 100)-\(number < 10 ? "0" : "")\(number)"), "games": .integer(part.games),
        "ppg": .decimal(part.mean, scale: 1), "over_rate": .decimal(part.tally.overRate, scale: 3),
      ]
    }
  }
}

extension PlayedGame {
  /// The game as a line of a game log.
  var logLine: DocumentValue { writtenLine { newLine } }

  private var newLine: DocumentValue {
    [
      "game_date": .date(gameDate),
      "opponent": .team(opponent),
      "home_game": .bool(isHome),
      "team_result": isWin ? "W" : "L",
      "points": .whole(points),
      "minutes": .decimal(minutes, scale: 1),
      "fg": fieldGoals.value,
      "three": threes.value,
      "ft": freeThrows.value,
      "rebounds": .whole(rebounds),
      "assists": .whole(assists),
      "steals": .whole(steals),
      "blocks": .whole(blocks),
      "turnovers": .whole(turnovers),
      "line": .decimal(line, scale: 1),
      "over_under": .text(result?.rawValue),
      "margin": .decimal(margin, scale: 1),
    ]
  }
}

extension PlayedGame.Shooting {
  /// `7/15`, or null when not recorded.
  fileprivate var value: DocumentValue {
    guard let made, let attempted else { return .null }
    return .string("\(made)/\(attempted)")
  }
}

import League
import Pipeline

/// A player, and the published system's calls on him.
struct PlayerProfile: Sendable {
  private let log: PlayerLog
  private let last: PlayedGame
  private let calls: EntityRows<TrackedCall>
  private let sums: CallSums

  /// Nil before his first game.
  init?(_ log: PlayerLog, calls: EntityRows<TrackedCall>) {
    guard let last = log.last else { return nil }
    self.log = log
    self.last = last
    self.calls = calls
    sums = CallSums(calls)
  }

  var lookup: String { last.playerLookup }
  var lastDate: GameDate { last.gameDate }

  var content: [DocumentValue.Field] {
    [
      .init("player_id", .integer(last.playerID)),
      .init("player_lookup", .string(last.playerLookup)),
      .init("player_full_name", .string(last.playerName)),
      .init("team", .team(last.team)),
      .init("system_id", .string(PublishedSystem.primary)),
      .init("summary", summary),
      .init("interpretation", interpretation),
      .init("game_log", .list(log.games.suffix(50).reversed(), \.logLine)),
      .init("splits", splits),
      .init("our_track_record", trackRecord),
      .init("next_game", .null),
      .init("recent_news", .null),
    ]
  }

  private var summary: DocumentValue {
    [
      "games_predicted": .integer(sums.games),
      "total_recommendations": .integer(sums.bets),
      "correct": .integer(sums.wins),
      "mae": .decimal(sums.meanError, scale: 2),
      "win_rate": .decimal(share(sums.wins, of: sums.wins + sums.losses), scale: 3),
      "bias": .decimal(sums.meanBias, scale: 2),
      "avg_confidence": .decimal(calls.lazy.map(\.call.confidence).mean, scale: 3),
      "within_3_pct": .decimal(share(sums.within3, of: sums.games), scale: 3),
      "within_5_pct": .decimal(share(sums.within5, of: sums.games), scale: 3),
      "date_range": [
        "first": .text(calls.first?.gameDate.description), "last": .text(calls.last?.gameDate.description),
      ],
    ]
  }

  private var interpretation: DocumentValue {
    let bias = sums.meanBias.map { bias in
      abs(bias) < 1
        ? "Predictions are balanced"
        : "Predictions are \(abs(bias) >= 3 ? "far" : "somewhat") too \(bias > 0 ? "high" : "low")"
    }
    let rate = sums.bets >= 5 ? share(sums.wins, of: sums.wins + sums.losses) : nil
    let accuracy = rate.map { rate in
      "\(rate >= 0.85 ? "Most" : rate >= 0.7 ? "Many" : rate >= 0.55 ? "More than half" : "No more than about half") of the calls were right"
    }
    let sample = sums.games < 5 ? "Very few games" : sums.games < 15 ? "Few games" : "Enough games to go by"
    return ["bias": .text(bias), "accuracy": .text(accuracy), "sample_size": .string(sample)]
  }

  private var splits: DocumentValue {
    let games = log.games
    let restDays = log.restDays
    func rest(_ isWanted: (Int) -> Bool) -> DocumentValue {
      Self.split(log.part(restDays: restDays, where: isWanted))
    }
    let opponents = Dictionary(grouping: games.indices) { games[$0].opponent }.filter { $0.value.count >= 2 }
      .sorted { $0.key.rawValue < $1.key.rawValue }
    return [
      "rest": [
        "b2b": rest { $0 == 0 }, "one_day": rest { $0 == 1 }, "two_day": rest { $0 == 2 },
        "three_plus": rest { $0 >= 3 },
      ],
      "location": [
        "home": Self.split(log.part { games[$0].isHome }), "away": Self.split(log.part { !games[$0].isHome }),
      ],
      "opponents": .list(opponents) { team, places in
        guard case .object(let fields) = Self.split(log.part { places.contains($0) }) else { return .null }
        return .object([.init("team", .team(team))] + fields)
      },
    ]
  }

  private static func split(_ part: PlayerLog.Part) -> DocumentValue {
    [
      "avg": .decimal(part.mean, scale: 1),
      "games": .integer(part.games),
      "vs_line_pct": .decimal(part.tally.overRate, scale: 3),
    ]
  }

  private var trackRecord: DocumentValue {
    func side(_ recommendation: Recommendation) -> DocumentValue {
      let side = CallSums(calls.filter { $0.call.recommendation == recommendation })
      return [
        "total": .integer(side.bets), "wins": .integer(side.wins), "losses": .integer(side.losses),
        "pct": .decimal(share(side.wins, of: side.wins + side.losses), scale: 3),
      ]
    }
    return [
      "total_predictions": .integer(sums.games),
      "overall": [
        "wins": .integer(sums.wins), "losses": .integer(sums.losses),
        "pct": .decimal(share(sums.wins, of: sums.wins + sums.losses), scale: 3),
      ],
      "over_calls": side(.over),
      "under_calls": side(.under),
      "avg_error": .decimal(sums.meanError, scale: 2),
      "bias": .decimal(sums.meanBias, scale: 2),
      "within_3_pts": .integer(sums.within3),
      "within_5_pts": .integer(sums.within5),
    ]
  }
}

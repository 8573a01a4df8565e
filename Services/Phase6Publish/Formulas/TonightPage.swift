import League
import Pipeline

/// The page of one player before tonight's game.
struct TonightPage: Sendable {
  private let listed: ListedPlayer
  private let log: PlayerLog
  private let prediction: PointsPrediction?
  private let fatigue: Int?
  private let defense: DefenseTable.Place?

  init(
    _ listed: ListedPlayer, log: PlayerLog, prediction: PointsPrediction?, fatigue: Int?, defense: DefenseTable.Place?
  ) {
    self.listed = listed
    self.log = log
    self.prediction = prediction
    self.fatigue = fatigue
    self.defense = defense
  }

  var content: [DocumentValue.Field] {
    [
      .init("player_id", .integer(listed.playerID)),
      .init("player_lookup", .string(listed.playerLookup)),
      .init("player_full_name", .string(listed.playerName)),
      .init("games_played", .integer(log.count)),
      .init("limited_data", .bool(log.count < 10)),
      .init(
        "game_context",
        [
          "game_id": .string(listed.gameID), "opponent": .team(listed.opponent), "home_game": .bool(listed.isHome),
          "team_abbr": .team(listed.team), "line": .decimal(listed.line, scale: 1),
          "days_rest": .whole(listed.daysRest), "is_back_to_back": .bool(listed.isBackToBack),
          "injury_status": .string(listed.status ?? "unknown"), "injury_reason": .text(listed.injury),
        ]),
      .init(
        "quick_numbers",
        [
          "season_ppg": .decimal(log.average, scale: 1), "season_mpg": .decimal(log.minutes(), scale: 1),
          "games_played": .integer(log.count), "last_10_ppg": .decimal(log.points(last: 10), scale: 1),
          "last_10_mpg": .decimal(log.minutes(last: 10), scale: 1),
          "last_5_ppg": .decimal(log.points(last: 5), scale: 1), "last_5_mpg": .decimal(log.minutes(last: 5), scale: 1),
        ]),
      .init(
        "fatigue",
        [
          "score": .whole(fatigue), "level": .text(fatigue.map { FatigueLevel($0).rawValue }),
          "context": [
            "days_rest": .whole(listed.daysRest), "games_last_7_days": .integer(listed.gamesInLast7Days),
            "minutes_last_7_days": .decimal(listed.minutesInLast7Days, scale: 1),
          ],
        ]),
      .init(
        "current_streak",
        log.streak.map { ["type": .string($0.side.rawValue), "length": .integer($0.games.count)] } ?? .null),
      .init("tonights_factors", .array(factors)),
      .init("recent_form", .list(log.games.suffix(10).reversed(), Self.form)),
      .init("prediction", prediction.map(Self.value) ?? .null),
    ]
  }

  private static func form(_ game: PlayedGame) -> DocumentValue {
    [
      "game_date": .date(game.gameDate), "opponent": .team(game.opponent), "points": .whole(game.points),
      "minutes": .decimal(game.minutes, scale: 1), "line": .decimal(game.line, scale: 1),
      "result": .text(game.result?.rawValue),
    ]
  }

  private static func value(_ prediction: PointsPrediction) -> DocumentValue {
    [
      "predicted_points": .decimal(prediction.points, scale: 2),
      "confidence_score": .decimal(prediction.confidence, scale: 3),
      "recommendation": .string(prediction.recommendation.rawValue), "line": .decimal(prediction.line, scale: 1),
      "edge": .decimal(prediction.margin, scale: 1),
      "pace_adjustment": .decimal(prediction.paceAdjustment, scale: 2), "similar_games": .null,
    ]
  }

  /// What speaks for and against him tonight, from his own games of the season.
  private var factors: [DocumentValue] {
    var factors: [DocumentValue] = []
    func split(_ name: String, atLeast count: Int, _ text: String, _ part: PlayerLog.Part) {
      guard part.games >= count, let mean = part.mean, let average = log.average else { return }
      let impact = (mean - average).rounded(scale: 1)
      factors.append([
        "factor": .string(name), "direction": .string(Self.direction(impact)), "impact": .decimal(impact, scale: 1),
        "vs_line_pct": .decimal(part.tally.overRate, scale: 3),
        "description": .string("\(mean.rounded(scale: 1)) points in \(part.games) games \(text)"),
      ])
    }
    if listed.isBackToBack {
      split("back_to_back", atLeast: 1, "on consecutive days", log.part(restDays: log.restDays) { $0 == 0 })
    }
    let games = log.games
    split(
      "location", atLeast: 3, listed.isHome ? "at home" : "away", log.part { games[$0].isHome == listed.isHome })
    split(
      "vs_opponent", atLeast: 1, "against \(listed.opponent.rawValue)",
      log.part { games[$0].opponent == listed.opponent })
    if let days = listed.daysRest, days >= 3 {
      split(
        "well_rested", atLeast: 1, "after three days of rest or more", log.part(restDays: log.restDays) { $0 >= 3 })
    }
    if let fatigue, FatigueLevel(fatigue) != .normal {
      let isFresh = FatigueLevel(fatigue) == .fresh
      factors.append([
        "factor": isFresh ? "fresh" : "fatigue", "direction": isFresh ? "positive" : "negative", "impact": .null,
        "vs_line_pct": .null, "description": .string("Fatigue score \(fatigue) of 100"),
      ])
    }
    if let defense {
      let direction = defense.rank <= 10 ? "negative" : defense.rank <= 20 ? "neutral" : "positive"
      let allowed = defense.pointsAllowed.rounded(scale: 1)
      factors.append([
        "factor": "opponent_defense", "direction": .string(direction), "impact": .null, "vs_line_pct": .null,
        "description": .string("\(listed.opponent.rawValue) allows \(allowed) points a game, rank \(defense.rank)"),
        "defense_rank": .integer(defense.rank), "defense_tier": .string(defense.tier),
        "ppg_allowed": .decimal(allowed, scale: 1),
      ])
    }
    return factors
  }

  private static func direction(_ impact: Double) -> String {
    impact > 0 ? "positive" : impact < 0 ? "negative" : "neutral"
  }
}

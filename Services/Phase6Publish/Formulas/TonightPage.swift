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

  /// Writes what the page says after the envelope.
  func write(to json: inout JSONText) {
    json.field("player_id", listed.playerID)
    json.field("player_lookup", listed.playerLookup)
    json.field("player_full_name", listed.playerName)
    json.field("games_played", log.count)
    json.field("limited_data", log.count < 10)
    json.object("game_context") { json in
      json.field("game_id", listed.gameID)
      json.field("opponent", listed.opponent)
      json.field("home_game", listed.isHome)
      json.field("team_abbr", listed.team)
      json.field("line", listed.line, scale: 1)
      json.field("days_rest", listed.daysRest)
      json.field("is_back_to_back", listed.isBackToBack)
      json.field("injury_status", listed.status ?? "unknown")
      json.field("injury_reason", listed.injury)
    }
    json.object("quick_numbers") { json in
      json.field("season_ppg", log.average, scale: 1)
      json.field("season_mpg", log.minutes(), scale: 1)
      json.field("games_played", log.count)
      json.field("last_10_ppg", log.points(last: 10), scale: 1)
      json.field("last_10_mpg", log.minutes(last: 10), scale: 1)
      json.field("last_5_ppg", log.points(last: 5), scale: 1)
      json.field("last_5_mpg", log.minutes(last: 5), scale: 1)
    }
    json.object("fatigue") { json in
      json.field("score", fatigue)
      json.field("level", fatigue.map { FatigueLevel($0).rawValue })
      json.object("context") { json in
        json.field("days_rest", listed.daysRest)
        json.field("games_last_7_days", listed.gamesInLast7Days)
        json.field("minutes_last_7_days", listed.minutesInLast7Days, scale: 1)
      }
    }
    json.object("current_streak", of: log.streak) { json, streak in
      json.field("type", streak.side.rawValue)
      json.field("length", streak.games.count)
    }
    json.key("tonights_factors")
    json.array(writeFactors)
    log.writeForm("recent_form", last: 10, to: &json)
    json.object("prediction", of: prediction) { json, prediction in
      json.field("predicted_points", prediction.points, scale: 2)
      json.field("confidence_score", prediction.confidence, scale: 3)
      json.field("recommendation", prediction.recommendation.rawValue)
      json.field("line", prediction.line, scale: 1)
      json.field("edge", prediction.margin, scale: 1)
      json.field("pace_adjustment", prediction.paceAdjustment, scale: 2)
      json.null("similar_games")
    }
  }

  /// What speaks for and against him tonight, from his own games of the season.
  private func writeFactors(_ json: inout JSONText) {
    func split(_ name: String, atLeast count: Int, _ text: String, _ part: PlayerLog.Part) {
      guard part.games >= count, let mean = part.mean, let average = log.average else { return }
      let impact = (mean - average).rounded(scale: 1)
      json.object { json in
        json.field("factor", name)
        json.field("direction", Self.direction(impact))
        json.field("impact", impact, scale: 1)
        json.field("vs_line_pct", part.tally.overRate, scale: 3)
        json.field("description", "\(mean.rounded(scale: 1)) points in \(part.games) games \(text)")
      }
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
      json.object { json in
        json.field("factor", isFresh ? "fresh" : "fatigue")
        json.field("direction", isFresh ? "positive" : "negative")
        json.null("impact")
        json.null("vs_line_pct")
        json.field("description", "Fatigue score \(fatigue) of 100")
      }
    }
    if let defense {
      let direction = defense.rank <= 10 ? "negative" : defense.rank <= 20 ? "neutral" : "positive"
      let allowed = defense.pointsAllowed.rounded(scale: 1)
      json.object { json in
        json.field("factor", "opponent_defense")
        json.field("direction", direction)
        json.null("impact")
        json.null("vs_line_pct")
        json.field("description", "\(listed.opponent.rawValue) allows \(allowed) points a game, rank \(defense.rank)")
        json.field("defense_rank", defense.rank)
        json.field("defense_tier", defense.tier)
        json.field("ppg_allowed", allowed, scale: 1)
      }
    }
  }

  private static func direction(_ impact: Double) -> String {
    impact > 0 ? "positive" : impact < 0 ? "negative" : "neutral"
  }
}

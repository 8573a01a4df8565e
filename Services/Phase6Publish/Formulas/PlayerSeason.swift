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

  /// Writes what the document says after the envelope.
  func write(of season: Season, to json: inout JSONText) {
    let games = log.games
    let restDays = log.restDays
    let home = log.part { games[$0].isHome }
    let away = log.part { !games[$0].isHome }
    let rested = log.part(restDays: restDays) { $0 >= 2 }
    let tired = log.part(restDays: restDays) { $0 == 0 }
    json.field("player_id", last.playerID)
    json.field("player_lookup", last.playerLookup)
    json.field("player_full_name", last.playerName)
    json.field("season", season.label)
    json.object("player_profile") { json in
      json.null("position")
      json.field("team_abbr", last.team)
      json.field("player_tier", PlayerTier(seasonAverage: average).rawValue)
      json.field("shot_profile", ShotProfile(log.games)?.rawValue)
    }
    json.object("averages", writeAverages)
    json.object("current_form", writeForm)
    json.key("key_patterns")
    json.array { json in
      Self.compare(rested, tired, "rest_sensitive", "rested than on consecutive days", to: &json)
      Self.compare(tired, rested, "b2b_performer", "on consecutive days than rested", to: &json)
      Self.compare(home, away, "home_performer", "at home than away", to: &json)
      Self.compare(away, home, "road_warrior", "away than at home", to: &json)
    }
    json.object("prop_hit_rates", writeHitRates)
    log.writeLines("game_log", to: &json)
    json.object("splits") { json in
      json.object("home", home.writeSplit)
      json.object("away", away.writeSplit)
      json.object("rested", rested.writeSplit)
      json.object("back_to_back", tired.writeSplit)
    }
    writeMonths("monthly", to: &json)
  }

  private func writeAverages(_ json: inout JSONText) {
    let games = log.games
    func mean(_ name: StaticString, _ json: inout JSONText, of figure: (Int) -> Int?) {
      json.field(name, games.indices.compactMap { figure($0).map(Double.init) }.mean, scale: 1)
    }
    func percent(_ name: StaticString, _ json: inout JSONText, of shots: (Int) -> PlayedGame.Shooting) {
      var (made, attempted) = (0, 0)
      for index in games.indices {
        let shots = shots(index)
        guard let makes = shots.made, let attempts = shots.attempted else { continue }
        made += makes
        attempted += attempts
      }
      json.field(name, share(made, of: attempted), scale: 3)
    }
    json.field("games", log.count)
    json.field("ppg", average, scale: 1)
    mean("rpg", &json) { games[$0].rebounds }
    mean("apg", &json) { games[$0].assists }
    mean("spg", &json) { games[$0].steals }
    mean("bpg", &json) { games[$0].blocks }
    mean("topg", &json) { games[$0].turnovers }
    percent("fg_pct", &json) { games[$0].fieldGoals }
    percent("three_pct", &json) { games[$0].threes }
    percent("ft_pct", &json) { games[$0].freeThrows }
    json.field("minutes", log.minutes(), scale: 1)
  }

  private func writeForm(_ json: inout JSONText) {
    let lined = log.lined
    let heat = Heat(lined.suffix(15))
    let score = heat?.score.rounded(scale: 1)
    json.field("heat_score", score, scale: 1)
    json.field(
      "temperature",
      score.map { $0 >= 8 ? "hot" : $0 >= 6.5 ? "warm" : $0 >= 4.5 ? "neutral" : $0 >= 3 ? "cool" : "cold" })
    json.field("current_streak", heat?.streak ?? 0)
    json.field("streak_direction", heat?.side?.rawValue.lowercased())
    json.field("l5_avg", log.points(last: 5), scale: 1)
    json.field("l10_avg", log.points(last: 10), scale: 1)
    json.field("hit_rate_l10", LineTally(lined.suffix(10)).overRate, scale: 3)
  }

  /// Writes a pattern where he scores 2.5 points more in some circumstances than in the opposite ones, three games each.
  private static func compare(
    _ part: PlayerLog.Part, _ opposite: PlayerLog.Part, _ name: String, _ text: String, to json: inout JSONText
  ) {
    guard part.games >= 3, opposite.games >= 3, let mean = part.mean, let other = opposite.mean, mean - other >= 2.5
    else { return }
    json.object { json in
      json.field("pattern", name)
      json.field("description", "\((mean - other).rounded(scale: 1)) points more \(text)")
      json.field("strength", mean - other >= 4 ? "strong" : "moderate")
    }
  }

  private func writeHitRates(_ json: inout JSONText) {
    let tally = LineTally(log.lined)
    let sums = CallSums(calls)
    json.object("points") { json in
      json.field("games", tally.games)
      json.field("overs", tally.overs)
      json.field("unders", tally.unders)
      json.field("over_rate", tally.overRate, scale: 3)
    }
    json.field("total_recommendations", sums.bets)
    json.field("correct", sums.wins)
    json.field("win_rate", sums.winRate, scale: 3)
  }

  private func writeMonths(_ name: StaticString, to json: inout JSONText) {
    let games = log.games
    let months = Dictionary(grouping: games.indices) { index in
      let date = games[index].gameDate.civil
      return date.year * 100 + date.month
    }
    json.objects(name, months.sorted { $0.key < $1.key }) { json, month in
      let (year, number) = month.key.quotientAndRemainder(dividingBy: 100)
      json.field("month", "\(year)-\(number < 10 ? "0" : "")\(number)")
      log.part(at: month.value).writeSplit(&json)
    }
  }
}

extension PlayerLog.Part {
  fileprivate func writeSplit(_ json: inout JSONText) {
    json.field("games", games)
    json.field("ppg", mean, scale: 1)
    json.field("over_rate", tally.overRate, scale: 3)
  }
}

extension PlayedGame {
  /// Writes what a game log says of the game.
  func writeLine(_ json: inout JSONText) {
    json.field("game_date", gameDate)
    json.field("opponent", opponent)
    json.field("home_game", isHome)
    json.field("team_result", isWin ? "W" : "L")
    json.field("points", points)
    json.field("minutes", minutes, scale: 1)
    json.field("fg", fieldGoals.text)
    json.field("three", threes.text)
    json.field("ft", freeThrows.text)
    json.field("rebounds", rebounds)
    json.field("assists", assists)
    json.field("steals", steals)
    json.field("blocks", blocks)
    json.field("turnovers", turnovers)
    json.field("line", line, scale: 1)
    json.field("over_under", result?.rawValue)
    json.field("margin", margin, scale: 1)
  }
}

extension PlayedGame.Shooting {
  /// `7/15`; nil when not recorded.
  fileprivate var text: String? {
    guard let made, let attempted else { return nil }
    return "\(made)/\(attempted)"
  }
}

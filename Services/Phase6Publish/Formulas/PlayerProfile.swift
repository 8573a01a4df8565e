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

  /// Writes what the document says after the envelope.
  func write(to json: inout JSONText) {
    json.field("player_id", last.playerID)
    json.field("player_lookup", last.playerLookup)
    json.field("player_full_name", last.playerName)
    json.field("team", last.team)
    json.field("system_id", PublishedSystem.primary)
    json.object("summary", writeSummary)
    json.object("interpretation", writeInterpretation)
    log.writeLines("game_log", last: 50, to: &json)
    json.object("splits", writeSplits)
    json.object("our_track_record", writeTrackRecord)
    json.null("next_game")
    json.null("recent_news")
  }

  private func writeSummary(_ json: inout JSONText) {
    json.field("games_predicted", sums.games)
    json.field("total_recommendations", sums.bets)
    json.field("correct", sums.wins)
    json.field("mae", sums.meanError, scale: 2)
    json.field("win_rate", sums.winRate, scale: 3)
    json.field("bias", sums.meanBias, scale: 2)
    json.field("avg_confidence", calls.indices.lazy.map { calls[$0].call.confidence }.mean, scale: 3)
    json.field("within_3_pct", share(sums.within3, of: sums.games), scale: 3)
    json.field("within_5_pct", share(sums.within5, of: sums.games), scale: 3)
    json.object("date_range") { json in
      json.field("first", calls.first?.gameDate)
      json.field("last", calls.last?.gameDate)
    }
  }

  private func writeInterpretation(_ json: inout JSONText) {
    let bias = sums.meanBias.map { bias in
      abs(bias) < 1
        ? "Predictions are balanced"
        : "Predictions are \(abs(bias) >= 3 ? "far" : "somewhat") too \(bias > 0 ? "high" : "low")"
    }
    let rate = sums.bets >= 5 ? sums.winRate : nil
    let accuracy = rate.map { rate in
      "\(rate >= 0.85 ? "Most" : rate >= 0.7 ? "Many" : rate >= 0.55 ? "More than half" : "No more than about half") of the calls were right"
    }
    json.field("bias", bias)
    json.field("accuracy", accuracy)
    json.field(
      "sample_size", sums.games < 5 ? "Very few games" : sums.games < 15 ? "Few games" : "Enough games to go by")
  }

  private func writeSplits(_ json: inout JSONText) {
    let games = log.games
    let restDays = log.restDays
    json.object("rest") { json in
      json.object("b2b", log.part(restDays: restDays) { $0 == 0 }.writeSplit)
      json.object("one_day", log.part(restDays: restDays) { $0 == 1 }.writeSplit)
      json.object("two_day", log.part(restDays: restDays) { $0 == 2 }.writeSplit)
      json.object("three_plus", log.part(restDays: restDays) { $0 >= 3 }.writeSplit)
    }
    json.object("location") { json in
      json.object("home", log.part { games[$0].isHome }.writeSplit)
      json.object("away", log.part { !games[$0].isHome }.writeSplit)
    }
    let opponents = Dictionary(grouping: games.indices) { games[$0].opponent }.filter { $0.value.count >= 2 }
      .sorted { $0.key.rawValue < $1.key.rawValue }
    json.objects("opponents", opponents) { json, opponent in
      json.field("team", opponent.key)
      log.part(at: opponent.value).writeSplit(&json)
    }
  }

  private func writeTrackRecord(_ json: inout JSONText) {
    json.field("total_predictions", sums.games)
    json.object("overall") { json in
      json.field("wins", sums.wins)
      json.field("losses", sums.losses)
      json.field("pct", sums.winRate, scale: 3)
    }
    json.object("over_calls", CallSums(calls, of: .over).writeSide)
    json.object("under_calls", CallSums(calls, of: .under).writeSide)
    json.field("avg_error", sums.meanError, scale: 2)
    json.field("bias", sums.meanBias, scale: 2)
    json.field("within_3_pts", sums.within3)
    json.field("within_5_pts", sums.within5)
  }
}

extension PlayerLog.Part {
  fileprivate func writeSplit(_ json: inout JSONText) {
    json.field("avg", mean, scale: 1)
    json.field("games", games)
    json.field("vs_line_pct", tally.overRate, scale: 3)
  }
}

extension CallSums {
  fileprivate func writeSide(_ json: inout JSONText) {
    json.field("total", bets)
    json.field("wins", wins)
    json.field("losses", losses)
    json.field("pct", winRate, scale: 3)
  }
}

import League
import Pipeline

/// What a trend says of a player's game tonight. Of several the first counts: streak, then momentum, then rest.
struct TrendPlay: Sendable {
  let listed: ListedPlayer
  let kind: Kind
  let isOver: Bool
  let isConfident: Bool
  /// The figures behind it, as JSON.
  private let details: [UInt8]

  /// The kinds, the weightiest first.
  enum Kind: String, Sendable, CaseIterable {
    case streak
    case momentum
    case rest
  }

  /// Nil when no trend stands out.
  init?(_ listed: ListedPlayer, log: PlayerLog, date: GameDate) {
    if let play = TrendPlay(streakOf: listed, log, since: date.adding(days: -30)) {
      self = play
    } else if let play = TrendPlay(momentumOf: listed, log, since: date.adding(days: -45)) {
      self = play
    } else if let play = TrendPlay(restOf: listed, log) {
      self = play
    } else {
      return nil
    }
  }

  private init(
    _ listed: ListedPlayer, _ kind: Kind, isOver: Bool, isConfident: Bool, writeDetails: (inout JSONText) -> Void
  ) {
    var details = JSONText()
    details.object(writeDetails)
    self.listed = listed
    self.kind = kind
    self.isOver = isOver
    self.isConfident = isConfident
    self.details = details.bytes
  }

  /// Three games or more in a row on one side of his lines.
  private init?(streakOf listed: ListedPlayer, _ log: PlayerLog, since start: GameDate) {
    let lined = log.lined.keeping { $0.gameDate >= start }
    guard let streak = Streak(lined), streak.length >= 3 else { return nil }
    let tally = LineTally(lined.suffix(10))
    self.init(listed, .streak, isOver: streak.side == .over, isConfident: streak.length >= 5) { json in
      json.field("streak_length", streak.length)
      json.field("avg_margin", streak.meanMargin, scale: 1)
      json.field(
        "hit_rate_l10", share(streak.side == .over ? tally.overs : tally.unders, of: tally.decided), scale: 3)
    }
  }

  /// The last five games against the last fifteen, fifteen percent apart or more.
  private init?(momentumOf listed: ListedPlayer, _ log: PlayerLog, since start: GameDate) {
    let recent = log.games.keeping { $0.gameDate >= start }
    guard recent.count >= 10, let last5 = recent.suffix(5).meanPoints, let last15 = recent.suffix(15).meanPoints,
      last15 > 0
    else { return nil }
    let percent = (last5 - last15) / last15 * 100
    guard abs(percent) >= 15 else { return nil }
    self.init(listed, .momentum, isOver: percent > 0, isConfident: abs(percent) >= 25) { json in
      json.field("momentum_type", percent > 0 ? "surging" : "slumping")
      json.field("l5_avg", last5, scale: 1)
      json.field("l15_avg", last15, scale: 1)
      json.field("pct_change", percent, scale: 1)
      json.field("ppg_change", last5 - last15, scale: 1)
    }
  }

  /// On consecutive days, or after three to seven days: two points or more from his average in such games.
  private init?(restOf listed: ListedPlayer, _ log: PlayerLog) {
    guard let days = listed.daysRest, days == 0 || (3...7).contains(days), let overall = log.average else {
      return nil
    }
    let restDays = log.restDays
    let tired = log.part(restDays: restDays) { $0 == 0 }
    let rested = log.part(restDays: restDays) { (3...7).contains($0) }
    let part = days == 0 ? tired : rested
    guard let average = part.mean, abs(average - overall) >= 2 else { return nil }
    let impact = average - overall
    self.init(listed, .rest, isOver: impact > 0, isConfident: part.games >= 10 && abs(impact) >= 3) { json in
      json.field("rest_status", days == 0 ? "back_to_back" : "rested")
      json.field("days_rest", days)
      json.field("rested_avg", rested.mean, scale: 1)
      json.field("b2b_avg", tired.mean, scale: 1)
      json.field("overall_avg", overall, scale: 1)
      json.field("rest_impact", impact, scale: 1)
      json.field("sample_games", part.games)
    }
  }

  /// The confident first, then by kind, then by name.
  static func comesFirst(_ left: TrendPlay, _ right: TrendPlay) -> Bool {
    func order(_ play: TrendPlay) -> (Int, Int, String, Int) {
      (
        play.isConfident ? 0 : 1, Kind.allCases.firstIndex(of: play.kind) ?? 0, play.listed.playerLookup,
        play.listed.playerID
      )
    }
    return order(left) < order(right)
  }

  /// Writes what the document says of it.
  func write(tonight board: TonightBoard, to json: inout JSONText) {
    json.field("player_id", listed.playerID)
    json.field("player_lookup", listed.playerLookup)
    json.field("player_full_name", listed.playerName)
    json.field("team_abbr", listed.team)
    json.null("position")
    json.field("trend_type", kind.rawValue)
    json.field("trend_direction", isOver ? "over" : "under")
    json.key("trend_details")
    json.written(details)
    json.field("confidence", isConfident ? "high" : "medium")
    board.write("tonight", of: listed.playerID, to: &json)
  }
}

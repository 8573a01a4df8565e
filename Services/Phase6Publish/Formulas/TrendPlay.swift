import League
import Pipeline

/// What a trend says of a player's game tonight. Of several the first counts: streak, then momentum, then rest.
struct TrendPlay: Sendable {
  let listed: ListedPlayer
  let kind: Kind
  let isOver: Bool
  let isConfident: Bool
  private let details: DocumentValue

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

  private init(_ listed: ListedPlayer, _ kind: Kind, isOver: Bool, isConfident: Bool, details: DocumentValue) {
    self.listed = listed
    self.kind = kind
    self.isOver = isOver
    self.isConfident = isConfident
    self.details = details
  }

  /// Three games or more in a row on one side of his lines.
  private init?(streakOf listed: ListedPlayer, _ log: PlayerLog, since start: GameDate) {
    let lined = log.lined.keeping { $0.gameDate >= start }
    guard let streak = Streak(lined), streak.length >= 3 else { return nil }
    let tally = LineTally(lined.suffix(10))
    self.init(
      listed, .streak, isOver: streak.side == .over, isConfident: streak.length >= 5,
      details: [
        "streak_length": .integer(streak.length), "avg_margin": .decimal(streak.meanMargin, scale: 1),
        "hit_rate_l10": .decimal(
          share(streak.side == .over ? tally.overs : tally.unders, of: tally.decided), scale: 3),
      ])
  }

  /// The last five games against the last fifteen, fifteen percent apart or more.
  private init?(momentumOf listed: ListedPlayer, _ log: PlayerLog, since start: GameDate) {
    let recent = log.games.keeping { $0.gameDate >= start }
    guard recent.count >= 10, let last5 = recent.suffix(5).meanPoints, let last15 = recent.suffix(15).meanPoints,
      last15 > 0
    else { return nil }
    let percent = (last5 - last15) / last15 * 100
    guard abs(percent) >= 15 else { return nil }
    self.init(
      listed, .momentum, isOver: percent > 0, isConfident: abs(percent) >= 25,
      details: [
        "momentum_type": percent > 0 ? "surging" : "slumping", "l5_avg": .decimal(last5, scale: 1),
        "l15_avg": .decimal(last15, scale: 1), "pct_change": .decimal(percent, scale: 1),
        "ppg_change": .decimal(last5 - last15, scale: 1),
      ])
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
    self.init(
      listed, .rest, isOver: impact > 0, isConfident: part.games >= 10 && abs(impact) >= 3,
      details: [
        "rest_status": days == 0 ? "back_to_back" : "rested", "days_rest": .integer(days),
        "rested_avg": .decimal(rested.mean, scale: 1), "b2b_avg": .decimal(tired.mean, scale: 1),
        "overall_avg": .decimal(overall, scale: 1), "rest_impact": .decimal(impact, scale: 1),
        "sample_games": .integer(part.games),
      ])
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

  func value(tonight: DocumentValue) -> DocumentValue {
    [
      "player_id": .integer(listed.playerID),
      "player_lookup": .string(listed.playerLookup),
      "player_full_name": .string(listed.playerName),
      "team_abbr": .team(listed.team),
      "position": .null,
      "trend_type": .string(kind.rawValue),
      "trend_direction": isOver ? "over" : "under",
      "trend_details": details,
      "confidence": isConfident ? "high" : "medium",
      "tonight": tonight,
    ]
  }
}

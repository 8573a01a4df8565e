import League
import Pipeline

/// What was known of a player before a game.
struct GameReport: Sendable {
  private let listed: ListedPlayer
  private let log: PlayerLog
  private let prediction: PointsPrediction?
  private let defense: DefenseTable.Place?
  private let zones: ZoneDefense?
  private let shots: ShotProfile?

  init(
    _ listed: ListedPlayer, log: PlayerLog, prediction: PointsPrediction?, defense: DefenseTable.Place?,
    zones: ZoneDefense?
  ) {
    self.listed = listed
    self.log = log
    self.prediction = prediction
    self.defense = defense
    self.zones = zones
    shots = ShotProfile(log.games)
  }

  /// - Parameter grade: what came of the prediction; nil when nothing did.
  func write(grade: GradedPrediction?, to json: inout JSONText) {
    json.field("player_id", listed.playerID)
    json.field("player_lookup", listed.playerLookup)
    json.field("player_full_name", listed.playerName)
    json.field("game_id", listed.gameID)
    json.object("player_profile") { json in
      json.null("position")
      json.field("team_abbr", listed.team)
      json.field("player_tier", PlayerTier(seasonAverage: log.average).rawValue)
      json.field("shot_profile", shots?.rawValue)
    }
    json.object("opponent_context") { json in
      json.field("opponent", listed.opponent)
      json.field("opp_pace", zones?.pace ?? listed.opponentPace, scale: 1)
      json.field("opp_def_rating", zones?.rating ?? listed.opponentRating, scale: 1)
      json.field("opp_def_rank", defense?.rank)
      json.field("opp_paint_defense", Self.label(zones?.paint))
      json.field("opp_perimeter_defense", Self.label(zones?.perimeter))
    }
    json.object("moving_averages") { json in
      json.field("l5", log.points(last: 5), scale: 1)
      json.field("l10", log.points(last: 10), scale: 1)
      json.field("l20", log.points(last: 20), scale: 1)
      json.field("season", log.average, scale: 1)
    }
    json.object("prop_line", of: prediction) { json, prediction in
      json.field("line", prediction.line, scale: 1)
      json.field("recommendation", prediction.recommendation.rawValue)
      json.field("predicted", prediction.points, scale: 2)
      json.field("confidence", prediction.confidence, scale: 3)
    }
    json.object("prediction_angles") { json in
      let angles = angles
      json.values("supporting", angles.supporting.prefix(3))
      json.values("against", angles.against.prefix(3))
    }
    log.writeForm("recent_games", last: 5, to: &json)
    json.object("head_to_head", writeHeadToHead)
    json.object("result", of: grade) { json, grade in
      json.field("actual", grade.actual)
      json.field("margin", grade.line.flatMap { line in grade.actual.map { Double($0) - line } }, scale: 1)
      json.field("correct", grade.isCorrect)
    }
  }

  /// Against the league's share of makes: strong from 1.5 percentage points below it, weak from 1.5 above.
  private static func label(_ overLeague: Double?) -> String? {
    overLeague.map { $0 <= -1.5 ? "strong" : $0 >= 1.5 ? "weak" : "average" }
  }

  private func writeHeadToHead(_ json: inout JSONText) {
    let met = log.games.indices.filter { log.games[$0].opponent == listed.opponent }
    let games = log.part(at: met)
    json.field("games", games.games)
    json.field("avg_points", games.mean, scale: 1)
    json.field("avg_line", met.lazy.compactMap { log.games[$0].line }.mean, scale: 1)
    json.field("over_rate", games.tally.overRate, scale: 3)
  }

  /// What speaks for and against the side that the prediction takes; nothing where it takes none.
  private var angles: (supporting: [String], against: [String]) {
    guard let side = prediction?.recommendation, side == .over || side == .under else { return ([], []) }
    var (overs, unders): ([String], [String]) = ([], [])
    let last5 = LineTally(log.games.suffix(5))
    if last5.overs >= 3 { overs.append("Over his line in \(last5.overs) of the last 5 games") }
    if last5.unders >= 3 { unders.append("Under his line in \(last5.unders) of the last 5 games") }
    let zone =
      shots == .interior ? ("paint", zones?.paint) : shots == .perimeter ? ("perimeter", zones?.perimeter) : nil
    if let zone, let label = Self.label(zone.1) {
      if label == "weak" { overs.append("Shoots from where \(listed.opponent.rawValue) is weak: \(zone.0)") }
      if label == "strong" { unders.append("Shoots from where \(listed.opponent.rawValue) is strong: \(zone.0)") }
    }
    if let recent = log.points(last: 5), let season = log.average, season > 0 {
      let percent = ((recent - season) / season * 100).rounded(scale: 0)
      if percent >= 15 { overs.append("Last 5 games \(Int(percent))% above his season") }
      if percent <= -15 { unders.append("Last 5 games \(Int(-percent))% below his season") }
    }
    if let pace = zones?.pace ?? listed.opponentPace {
      if pace >= 102 { overs.append("\(listed.opponent.rawValue) plays fast: \(pace.rounded(scale: 1))") }
      if pace <= 96 { unders.append("\(listed.opponent.rawValue) plays slowly: \(pace.rounded(scale: 1))") }
    }
    return side == .over ? (overs, unders) : (unders, overs)
  }
}

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
  func content(grade: GradedPrediction?) -> [DocumentValue.Field] {
    let angles = angles
    return [
      .init("player_id", .integer(listed.playerID)),
      .init("player_lookup", .string(listed.playerLookup)),
      .init("player_full_name", .string(listed.playerName)),
      .init("game_id", .string(listed.gameID)),
      .init(
        "player_profile",
        [
          "position": .null, "team_abbr": .team(listed.team),
          "player_tier": .string(PlayerTier(seasonAverage: log.average).rawValue),
          "shot_profile": .text(shots?.rawValue),
        ]),
      .init(
        "opponent_context",
        [
          "opponent": .team(listed.opponent), "opp_pace": .decimal(zones?.pace ?? listed.opponentPace, scale: 1),
          "opp_def_rating": .decimal(zones?.rating ?? listed.opponentRating, scale: 1),
          "opp_def_rank": .whole(defense?.rank), "opp_paint_defense": .text(Self.label(zones?.paint)),
          "opp_perimeter_defense": .text(Self.label(zones?.perimeter)),
        ]),
      .init(
        "moving_averages",
        [
          "l5": .decimal(log.points(last: 5), scale: 1), "l10": .decimal(log.points(last: 10), scale: 1),
          "l20": .decimal(log.points(last: 20), scale: 1), "season": .decimal(log.average, scale: 1),
        ]),
      .init(
        "prop_line",
        prediction.map {
          [
            "line": .decimal($0.line, scale: 1), "recommendation": .string($0.recommendation.rawValue),
            "predicted": .decimal($0.points, scale: 2), "confidence": .decimal($0.confidence, scale: 3),
          ]
        } ?? .null),
      .init(
        "prediction_angles",
        [
          "supporting": .list(angles.supporting.prefix(3)) { .string($0) },
          "against": .list(angles.against.prefix(3)) { .string($0) },
        ]),
      .init("recent_games", .list(log.games.suffix(5).reversed(), Self.game)),
      .init("head_to_head", headToHead),
      .init("result", grade.map(Self.result) ?? .null),
    ]
  }

  /// Against the league's share of makes: strong from 1.5 percentage points below it, weak from 1.5 above.
  private static func label(_ overLeague: Double?) -> String? {
    overLeague.map { $0 <= -1.5 ? "strong" : $0 >= 1.5 ? "weak" : "average" }
  }

  private static func game(_ game: PlayedGame) -> DocumentValue {
    [
      "game_date": .date(game.gameDate), "opponent": .team(game.opponent), "points": .whole(game.points),
      "minutes": .decimal(game.minutes, scale: 1), "line": .decimal(game.line, scale: 1),
      "result": .text(game.result?.rawValue),
    ]
  }

  private var headToHead: DocumentValue {
    let met = log.games.indices.filter { log.games[$0].opponent == listed.opponent }
    let games = log.part { met.contains($0) }
    return [
      "games": .integer(games.games),
      "avg_points": .decimal(games.mean, scale: 1),
      "avg_line": .decimal(met.lazy.compactMap { log.games[$0].line }.mean, scale: 1),
      "over_rate": .decimal(games.tally.overRate, scale: 3),
    ]
  }

  private static func result(_ grade: GradedPrediction) -> DocumentValue {
    [
      "actual": .whole(grade.actual),
      "margin": .decimal(grade.line.flatMap { line in grade.actual.map { Double($0) - line } }, scale: 1),
      "correct": .flag(grade.isCorrect),
    ]
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

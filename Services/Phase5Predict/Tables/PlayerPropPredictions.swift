import Contracts
import League
import Pipeline
import Warehouse

/// How many points a player will score, and what that says of his line: one row per game, player and system.
///
/// Its players are those of the feature store, who were known before the games; whether they then played is not asked.
struct PlayerPropPredictions: Table {
  static let name: TableName = "player_prop_predictions"
  let version = 1
  let bootstrap = BootstrapPolicy.skip

  struct Row: Record {
    var gameID = ""
    var playerID = 0
    var system = ""
    var playerLookup = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
    var points = 0.0
    var confidence = 0.0
    var recommendation = Recommendation.noLine
    var hasLine = false
    var line: Double?
    var margin: Double?
    var lineSource = LineSource.none
    var book: String?
    var fatigue: Double?
    var zoneMismatch: Double?
    var pace: Double?
    var usage: Double?
    var venue: Double?
    var lowMinutes = false
    var features = ""
    var featureVersion = ""
    var featureQuality = 0.0

    mutating func columns(_ c: inout some ColumnVisitor) throws {
      try c.key("game_id", &gameID, "NBA game id, ten digits")
      try c.key("player_id", &playerID, "NBA person id")
      try c.key("system_id", &system, "The system that predicts")
      try c.column("player_lookup", &playerLookup, "Name as lower-case letters and digits")
      try c.column("team_abbr", &team, "His team")
      try c.column("opponent_team_abbr", &opponent, "The other team")
      try c.column("home_game", &isHome, "Whether his team is the home side")
      try c.column("predicted_points", &points, scale: 2, in: 0...60, "Predicted points")
      try c.column(
        "confidence_score", &confidence, scale: 3, in: 0...1, "The system's own score; raw, no calibrated probability")
      try c.column("recommendation", &recommendation, "OVER, UNDER, PASS or NO_LINE, by the system's gates")
      try c.column("has_prop_line", &hasLine, "Whether a book offered a line before the tip-off")
      try c.column("current_points_line", &line, scale: 1, in: 0.5...100, "That line; null without one")
      try c.column("line_margin", &margin, scale: 2, in: -100...100, "Predicted points less line; null without one")
      try c.column("line_source", &lineSource, "ACTUAL_PROP or NO_PROP_LINE; lines are never estimated")
      try c.column("sportsbook", &book, "The book of the line, or median; null without one")
      try c.column("fatigue_adjustment", &fatigue, scale: 4, in: -2.5...0, "Points for fatigue or a back-to-back")
      try c.column("shot_zone_adjustment", &zoneMismatch, scale: 4, in: -10...10, "Points for the match-up by zone")
      try c.column("pace_adjustment", &pace, scale: 4, in: -10...10, "Points for pace")
      try c.column("usage_spike_adjustment", &usage, scale: 4, in: -10...10, "Points for usage")
      try c.column("home_away_adjustment", &venue, scale: 4, in: -1...1, "Points for the venue")
      try c.column("low_minutes", &lowMinutes, "Under 15 minutes over his last ten games, and no line")
      try c.column("features_snapshot", &features, "The features that the system used, as compact JSON")
      try c.column("feature_version", &featureVersion, "Version of the feature vector")
      try c.column("feature_quality_score", &featureQuality, scale: 2, in: 0...100, "Quality of the feature vector")
    }
  }

  /// Whether the line is a book's or there is none.
  enum LineSource: String, ColumnValue {
    case actual = "ACTUAL_PROP"
    case none = "NO_PROP_LINE"
  }

  let features = SameDate<PlayerFeatures>()
  let listed = SameDate<ScheduledPlayer>()
  var inputs: [any Input] { [features, listed] }

  func rows(for date: GameDate, from view: AsOfView) throws -> Partition<Row> {
    let players = try view[features]
    guard !players.isEmpty else { return .empty("the feature store has no player on this date") }
    let contexts = Dictionary(try view[listed].map { ($0.playerID, $0) }) { first, _ in first }

    var rows: [Row] = []
    var unscored = 0
    var unlisted = 0
    var unsourced = 0
    for player in players {
      guard let context = contexts[player.playerID], context.gameID == player.gameID else {
        unlisted += 1
        continue
      }
      guard player.hasScored, let prediction = MovingAverage().prediction(from: player.vector) else {
        unscored += 1
        continue
      }
      if context.pointsLine != nil, context.line == nil { unsourced += 1 }
      rows.append(row(of: prediction, for: player, in: context))
    }
    var shortcomings: [String] = []
    if unscored > 0 { shortcomings.append("\(unscored) players have no scoring averages") }
    if unlisted > 0 { shortcomings.append("\(unlisted) players have no context of their game") }
    if unsourced > 0 { shortcomings.append("\(unsourced) lines name no book and are not used") }
    return Partition(rows, expected: players.count, shortcomings: shortcomings)
  }

  private func row(
    of prediction: MovingAverage.Prediction, for player: PlayerFeatures, in context: ScheduledPlayer
  ) -> Row {
    let line = context.line
    let margin = line.map { (prediction.points - $0.points).rounded(scale: 2) }
    var row = Row()
    row.gameID = player.gameID
    row.playerID = player.playerID
    row.system = MovingAverage.id
    row.playerLookup = player.playerLookup
    row.team = context.team
    row.opponent = context.opponent
    row.isHome = context.isHome
    row.points = prediction.points
    row.confidence = prediction.confidence
    row.recommendation = MovingAverage.gate.recommendation(margin: margin, confidence: prediction.confidence)
    row.hasLine = line != nil
    row.line = line?.points
    row.margin = margin
    row.lineSource = line == nil ? .none : .actual
    row.book = line?.book
    row.fatigue = prediction.fatigue
    row.zoneMismatch = prediction.zoneMismatch
    row.pace = prediction.pace
    row.usage = prediction.usage
    row.venue = prediction.venue
    row.lowMinutes = line == nil && (player.minutesLast10 ?? 0) < 15
    row.features = player.vector.snapshot
    row.featureVersion = player.version
    row.featureQuality = player.quality
    return row
  }
}

import League
import Warehouse

extension PlayerPropPredictions {
  struct Row: Record {
    var gameID = ""
    var playerID = 0
    var system = PredictionSystem.movingAverage
    var playerLookup = ""
    var team = TeamCode.atl
    var opponent = TeamCode.atl
    var isHome = false
    var points = 0.0
    var confidence = 0.5
    var rawConfidence = 0.0
    var recommendation = Recommendation.noLine
    var hasLine = false
    var line: Double?
    var margin: Double?
    var lineSource = LineSource.none
    var book: String?
    var isFallbackBook: Bool?
    var adjustments = SystemPrediction.Adjustments()
    var similarBaseline: Double?
    var similarGames: Int?
    var similarScore: Double?
    var spread: Double?
    var agreement: Double?
    var members: String?
    var equalWeightPoints: Double?
    var tier: ScoringTier?
    var tierAdjustment: Double?
    var adjustedPoints: Double?
    var usesAdjustment = false
    var lowMinutes = false
    var isActionable = true
    var filterReason: String?
    var injury: InjuryStatus?
    var isInjuryFlagged = false
    var injuryReason: String?
    var deviation: Double?
    var modelID: String?
    var digest = ""
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
        "confidence_score", &confidence, scale: 3, in: 0...1,
        "Probability that the side of the margin wins, from earlier weeks; 0.5 without a line or enough of them")
      try c.column("raw_confidence", &rawConfidence, scale: 3, in: 0...1, "The system's own score; its gates use it")
      try c.column("recommendation", &recommendation, "OVER, UNDER, PASS or NO_LINE, by the system's gates")
      try c.column("has_prop_line", &hasLine, "Whether a book offered a line before the tip-off")
      try c.column("current_points_line", &line, scale: 1, in: 0.5...100, "That line; null without one")
      try c.column("line_margin", &margin, scale: 2, in: -100...100, "Predicted points less line; null without one")
      try c.column("line_source", &lineSource, "ACTUAL_PROP or NO_PROP_LINE; lines are never estimated")
      try c.column("sportsbook", &book, "The book of the line, or median; null without one")
      try c.column("was_line_fallback", &isFallbackBook, "Whether it is not of DraftKings; null without a line")
      try c.column("fatigue_adjustment", &adjustments.fatigue, scale: 4, in: -2.5...1, "Points for fatigue")
      try c.column(
        "shot_zone_adjustment", &adjustments.zones, scale: 4, in: -30...30, "Points for the match-up by zone")
      try c.column(
        "opponent_adjustment", &adjustments.rating, scale: 4, in: -30...30, "Points for the opponent's defence")
      try c.column("pace_adjustment", &adjustments.pace, scale: 4, in: -10...10, "Points for pace")
      try c.column("usage_spike_adjustment", &adjustments.usage, scale: 4, in: -10...10, "Points for usage")
      try c.column("home_away_adjustment", &adjustments.venue, scale: 4, in: -1...1, "Points for the venue")
      try c.column("similarity_baseline", &similarBaseline, scale: 2, in: 0...100, "Mean points of his similar games")
      try c.column("similar_games_count", &similarGames, in: 5...20, "How many they are")
      try c.column("avg_similarity_score", &similarScore, scale: 2, in: 70...100, "Their mean likeness")
      try c.column("prediction_variance", &spread, scale: 4, in: 0...60, "Standard deviation of the members' points")
      try c.column("system_agreement_score", &agreement, scale: 2, in: 50...95, "Of the ensemble, in percent")
      try c.column("contributing_systems", &members, "Members of the ensemble, joined by commas")
      try c.column("equal_weight_points", &equalWeightPoints, scale: 2, in: 0...60, "Plain mean of the members")
      try c.column("scoring_tier", &tier, "Of the ensemble: by the season's average before the game, unrounded")
      try c.column(
        "tier_adjustment", &tierAdjustment, scale: 2, in: -3...3,
        "Points that the grades of earlier weeks say to add in that tier; null for members, and before they say anything"
      )
      try c.column(
        "adjusted_points", &adjustedPoints, scale: 2, in: 0...60, "Predicted points with them; null likewise")
      try c.column(
        "uses_adjustment", &usesAdjustment,
        "Whether those are to be published, as such adjustments have helped; margin and gates keep to predicted_points")
      try c.column("low_minutes", &lowMinutes, "Under 15 minutes over his last ten games, and no line")
      try c.column("is_actionable", &isActionable, "Whether it is to be shown as a recommendation at all")
      try c.column("filter_reason", &filterReason, "low_quality, low_minutes or injury; null when it is")
      try c.column("injury_status_at_prediction", &injury, "What the report said before the tip-off; null without one")
      try c.column("injury_flag_at_prediction", &isInjuryFlagged, "Whether it said that he may not play")
      try c.column("injury_reason_at_prediction", &injuryReason, "In the source's words; null when he is available")
      try c.column("points_std_last_10", &deviation, scale: 4, in: 0...60, "Sample deviation of his last ten games")
      try c.column("model_id", &modelID, "The model in points_models; null for a rule")
      try c.column("features_digest", &digest, "Digest of his row in prediction_features, which has the values")
      try c.column("feature_version", &featureVersion, "Version of the feature vector that the system is given")
      try c.column("feature_quality_score", &featureQuality, scale: 2, in: 0...100, "Quality of the feature vector")
    }
  }

  /// Whether the line is a book's or there is none.
  enum LineSource: String, ColumnValue {
    case actual = "ACTUAL_PROP"
    case none = "NO_PROP_LINE"
  }
}

extension PlayerPropPredictions.Row {
  /// The row of a system's word on a player.
  init(
    _ word: PlayerForecast.Word, of player: PlayerSituation, forecast: PlayerForecast, calibration: Calibration?,
    adjustments tiers: TierAdjustments
  ) {
    gameID = player.gameID
    playerID = player.playerID
    system = word.system
    playerLookup = player.playerLookup
    team = player.team
    opponent = player.opponent
    isHome = player.isHome
    points = word.prediction.points
    rawConfidence = word.prediction.confidence
    recommendation = word.recommendation
    hasLine = player.line != nil
    line = player.line
    margin = word.margin
    lineSource = player.line == nil ? .none : .actual
    book = player.book
    isFallbackBook = player.book.map { $0 != "draftkings" }
    adjustments = word.prediction.adjustments
    similarBaseline = word.prediction.similar?.baseline
    similarGames = word.prediction.similar?.count
    similarScore = word.prediction.similar?.meanScore
    spread = forecast.spread
    if word.system == .ensemble {
      agreement = forecast.ensemble?.agreement
      members = forecast.ensemble?.members.map(\.rawValue).joined(separator: ",")
      equalWeightPoints = forecast.ensemble?.equalWeightPoints
      let adjusted = tiers.adjusted(points, seasonAverage: player.rules.pointsSeason)
      tier = adjusted.tier
      tierAdjustment = adjusted.adjustment
      adjustedPoints = adjusted.points
      usesAdjustment = adjusted.isInUse
    }
    lowMinutes = player.line == nil && (player.minutesLast10 ?? 0) < 15
    injury = player.injury
    isInjuryFlagged = player.injury?.isFlagged ?? false
    injuryReason = player.injuryReason
    filterReason = player.quality < 50 ? "low_quality" : lowMinutes ? "low_minutes" : isInjuryFlagged ? "injury" : nil
    isActionable = filterReason == nil
    deviation = player.rules.pointsDeviation
    modelID = word.prediction.modelID
    digest = player.digest
    featureVersion = word.system == .boosted ? player.modelVersion : player.storeVersion
    featureQuality = player.quality
    if let margin = word.margin, let calibration {
      confidence = calibration.probability(
        of: word.system,
        Calibration.Evidence(
          edge: abs(margin), deviation: deviation, spread: forecast.spread ?? 0, quality: featureQuality))
    }
  }
}

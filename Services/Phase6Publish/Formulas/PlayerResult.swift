import League

/// One player's line of the results document.
struct PlayerResult: Sendable {
  let grade: GradedPrediction
  /// Nil when how he came to his game is not known.
  let features: PlayerFeatures?
  let confidenceTier: ConfidenceTier
  let playerTier: PlayerTier

  init(_ grade: GradedPrediction, features: PlayerFeatures?) {
    self.grade = grade
    self.features = features
    confidenceTier = ConfidenceTier(grade.confidence)
    playerTier = PlayerTier(seasonAverage: features?.seasonAverage)
  }

  /// Writes what the results say of him.
  func write(to json: inout JSONText) {
    json.field("player_id", grade.playerID)
    json.field("player_lookup", grade.playerLookup)
    json.field("game_id", grade.gameID)
    json.field("team", grade.team.rawValue)
    json.field("opponent", grade.opponent.rawValue)
    json.field("predicted", grade.predicted, scale: 2)
    json.field("actual", grade.actual)
    json.field("line", grade.line, scale: 1)
    json.field("recommendation", grade.recommendation.rawValue)
    json.field("result", grade.verdict.rawValue)
    json.field("void_reason", grade.voidReason)
    json.field("error", grade.absoluteError, scale: 2)
    json.field("bias", grade.signedError, scale: 2)
    json.field("confidence", grade.confidence, scale: 3)
    json.field("minutes", grade.minutes, scale: 2)
    json.field("confidence_tier", confidenceTier.rawValue)
    json.field("player_tier", playerTier.rawValue)
    json.field("is_home", grade.isHome)
    json.field("is_back_to_back", features?.isBackToBack)
    json.field("days_rest", features?.daysRest)
  }

  /// Writes what the highlights say of him.
  func writeHighlight(withMinutes: Bool, to json: inout JSONText) {
    json.field("player", grade.playerLookup)
    json.field("team", grade.team.rawValue)
    json.field("predicted", grade.predicted, scale: 2)
    json.field("actual", grade.actual)
    json.field("error", grade.absoluteError, scale: 2)
    if withMinutes { json.field("minutes", grade.minutes, scale: 2) }
  }
}

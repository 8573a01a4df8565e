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

  var value: DocumentValue {
    [
      "player_id": .integer(grade.playerID),
      "player_lookup": .string(grade.playerLookup),
      "game_id": .string(grade.gameID),
      "team": .string(grade.team.rawValue),
      "opponent": .string(grade.opponent.rawValue),
      "predicted": .decimal(grade.predicted, scale: 2),
      "actual": .whole(grade.actual),
      "line": .decimal(grade.line, scale: 1),
      "recommendation": .string(grade.recommendation.rawValue),
      "result": .string(grade.verdict.rawValue),
      "void_reason": .text(grade.voidReason),
      "error": .decimal(grade.absoluteError, scale: 2),
      "bias": .decimal(grade.signedError, scale: 2),
      "confidence": .decimal(grade.confidence, scale: 3),
      "minutes": .decimal(grade.minutes, scale: 2),
      "confidence_tier": .string(confidenceTier.rawValue),
      "player_tier": .string(playerTier.rawValue),
      "is_home": .bool(grade.isHome),
      "is_back_to_back": .flag(features?.isBackToBack),
      "days_rest": .whole(features?.daysRest),
    ]
  }

  /// What the highlights say of him.
  func highlight(withMinutes: Bool) -> DocumentValue {
    var fields: [DocumentValue.Field] = [
      .init("player", .string(grade.playerLookup)),
      .init("team", .string(grade.team.rawValue)),
      .init("predicted", .decimal(grade.predicted, scale: 2)),
      .init("actual", .whole(grade.actual)),
      .init("error", .decimal(grade.absoluteError, scale: 2)),
    ]
    if withMinutes { fields.append(.init("minutes", .decimal(grade.minutes, scale: 2))) }
    return .object(fields)
  }
}

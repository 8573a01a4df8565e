import League

/// The predictions for one game.
struct GamePredictions: Sendable {
  let gameID: String
  /// The surest first.
  let predictions: [PointsPrediction]

  init(gameID: String, _ predictions: [PointsPrediction]) {
    self.gameID = gameID
    self.predictions = predictions.sorted { left, right in
      left.confidence == right.confidence
        ? (left.playerLookup, left.playerID) < (right.playerLookup, right.playerID)
        : left.confidence > right.confidence
    }
  }

  var value: DocumentValue {
    let first = predictions.first
    let home = first.map { $0.isHome ? $0.team : $0.opponent }
    let away = first.map { $0.isHome ? $0.opponent : $0.team }
    return [
      "game_id": .string(gameID),
      "home_team": .text(home?.rawValue),
      "away_team": .text(away?.rawValue),
      "prediction_count": .integer(predictions.count),
      "recommendation_breakdown": [
        "over": count(.over), "under": count(.under), "pass": count(.pass), "no_line": count(.noLine),
      ],
      "predictions": .array(predictions.map(Self.value)),
    ]
  }

  private func count(_ recommendation: Recommendation) -> DocumentValue {
    .integer(predictions.count { $0.recommendation == recommendation })
  }

  private static func value(of prediction: PointsPrediction) -> DocumentValue {
    [
      "player_id": .integer(prediction.playerID),
      "player_lookup": .string(prediction.playerLookup),
      "team": .string(prediction.team.rawValue),
      "is_home": .bool(prediction.isHome),
      "prediction": [
        "points": .decimal(prediction.points, scale: 2),
        "confidence": .decimal(prediction.confidence, scale: 2),
        "recommendation": .string(prediction.recommendation.rawValue),
        "line": .decimal(prediction.line, scale: 2),
        "edge": .decimal(prediction.margin, scale: 1),
      ],
      "context": ["pace_adjustment": .decimal(prediction.paceAdjustment, scale: 2)],
    ]
  }
}

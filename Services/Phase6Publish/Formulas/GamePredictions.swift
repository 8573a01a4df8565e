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

  /// Writes what the document says of the game.
  func write(to json: inout JSONText) {
    let first = predictions.first
    json.field("game_id", gameID)
    json.field("home_team", first.map { $0.isHome ? $0.team : $0.opponent })
    json.field("away_team", first.map { $0.isHome ? $0.opponent : $0.team })
    json.field("prediction_count", predictions.count)
    json.object("recommendation_breakdown") { json in
      json.field("over", count(.over))
      json.field("under", count(.under))
      json.field("pass", count(.pass))
      json.field("no_line", count(.noLine))
    }
    json.objects("predictions", predictions) { $1.write(to: &$0) }
  }

  private func count(_ recommendation: Recommendation) -> Int {
    predictions.count { $0.recommendation == recommendation }
  }
}

extension PointsPrediction {
  fileprivate func write(to json: inout JSONText) {
    json.field("player_id", playerID)
    json.field("player_lookup", playerLookup)
    json.field("team", team)
    json.field("is_home", isHome)
    json.object("prediction") { json in
      json.field("points", points, scale: 2)
      json.field("confidence", confidence, scale: 2)
      json.field("recommendation", recommendation.rawValue)
      json.field("line", line, scale: 2)
      json.field("edge", margin, scale: 1)
    }
    json.object("context") { $0.field("pace_adjustment", paceAdjustment, scale: 2) }
  }
}

import League

@testable import Phase5Grade

extension PointsPrediction {
  static func sample(
    _ playerID: Int = 1, game: String = "0022300561", predicted: Double = 24.1,
    _ recommendation: Recommendation = .over,
    line: Double? = 22.5, confidence: Double = 0.52
  ) -> PointsPrediction {
    var prediction = PointsPrediction()
    prediction.gameID = game
    prediction.playerID = playerID
    prediction.system = "moving_average"
    prediction.playerLookup = "player\(playerID)"
    prediction.team = .bos
    prediction.opponent = .tor
    prediction.points = predicted
    prediction.confidence = confidence
    prediction.recommendation = recommendation
    prediction.line = line
    prediction.hasLine = line != nil
    prediction.lineSource = line == nil ? "NO_PROP_LINE" : "ACTUAL_PROP"
    return prediction
  }

  /// The prediction with what was reported of the player before it.
  func reported(_ status: InjuryStatus?) -> PointsPrediction {
    var prediction = self
    prediction.injury = status
    prediction.isInjuryFlagged = status.map { ![.available, .probable].contains($0) } ?? false
    return prediction
  }
}

extension BoxScoreLine {
  static func sample(
    _ playerID: Int = 1, game: String = "0022300561", points: Int?, minutes: Double?
  ) -> BoxScoreLine {
    var line = BoxScoreLine()
    line.gameID = game
    line.playerID = playerID
    line.points = points
    line.minutes = minutes
    return line
  }
}

extension Grade {
  init(_ prediction: PointsPrediction, points: Int?, minutes: Double?) {
    self.init(prediction, line: .sample(points: points, minutes: minutes), hasBoxScore: true)
  }
}

extension GradedPrediction {
  static func sample(
    _ recommendation: Recommendation = .pass, correct: Bool? = nil, error: Double? = 1, isVoid: Bool = false,
    confidence: Double = 0.5, system: String = "moving_average", player: Int = 1, game: String = "0022300561",
    tier: ScoringTier = .rotation, actual: Int? = nil, on date: GameDate = GameDate(dayNumber: 19_737)
  ) -> GradedPrediction {
    var graded = GradedPrediction()
    graded.gameDate = date
    graded.gameID = game
    graded.playerID = player
    graded.playerLookup = "player\(player)"
    graded.system = system
    graded.tier = tier
    graded.recommendation = recommendation
    graded.isCorrect = correct
    graded.signedError = error
    graded.isVoid = isVoid
    graded.actual = isVoid ? nil : actual ?? 12
    graded.confidence = confidence
    return graded
  }
}

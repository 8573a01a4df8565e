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
